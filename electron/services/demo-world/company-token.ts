import { utf8Bytes } from '../../core/bytes/utf8.ts';
import type { Sm2PublicKey } from '../../core/sm/engine.ts';
import { CodedError } from '../../shared/errors.ts';
import type { Result } from '../../shared/result.ts';
import type { RandomBytes, TokenAddress, TokenSetupPort } from '../ports.ts';
import type { CompanyRole } from './company-roles.ts';
import type { MadeSeal } from './make-seal.ts';

/** CKA_APPLICATION of the data objects that hold seals. */
const SEAL_APPLICATION = 'GB/T 38540-2020';
const KEY_ID_LENGTH = 8;

/** A company's key, on a token or nowhere. */
export interface CompanyKey {
  readonly publicKey: Sm2PublicKey;
  readonly tokenSerial: string | null;
  /** Puts what belongs to the key beside it. */
  store(certificate: Uint8Array, seals: readonly MadeSeal[]): Promise<void>;
}

/** Initialises a token for a company and generates its key there. @throws CodedError of the token */
export async function createTokenKey(
  tokens: TokenSetupPort,
  module: string,
  company: CompanyRole,
  random: RandomBytes,
): Promise<CompanyKey> {
  const { shortName, name } = company.profile;
  const pin = () => utf8Bytes(company.pin);
  const soPin = utf8Bytes(company.soPin);
  const serial = valueOf(await tokens.initialise(module, `SealDesk DEMO ${shortName}`, soPin, pin()));
  const address: TokenAddress = { module, serial };
  const id = random(KEY_ID_LENGTH);
  const publicKey = valueOf(await tokens.generateKeyPair(address, id, name, pin()));
  return {
    publicKey,
    tokenSerial: serial,
    async store(certificate, seals) {
      valueOf(await tokens.storeCertificate(address, id, name, certificate, pin()));
      for (const { plan, der } of seals) {
        valueOf(await tokens.storeData(address, plan.name, SEAL_APPLICATION, der, pin()));
      }
    },
  };
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok)
    throw new CodedError(result.error.code, 'the token could not be set up', result.error.details);
  return result.value;
}
