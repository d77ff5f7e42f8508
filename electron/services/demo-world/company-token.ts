import { utf8Bytes } from '../../core/bytes/utf8.ts';
import type { Sm2PublicKey } from '../../core/sm/engine.ts';
import type { RandomBytes, TokenSetupPort } from '../ports.ts';
import type { CompanyRole } from './company-roles.ts';
import type { MadeSeal } from './make-seal.ts';
import { generateKey, storeCertificate, storeSeal, valueOf, type TokenHolder } from './token-holder.ts';

/** What lies on a company's token beside its keys. */
export interface CompanyContent {
  readonly certificate: Uint8Array;
  readonly encryptionCertificate: Uint8Array;
  readonly seals: readonly MadeSeal[];
}

/** A company's two keys, on a token or nowhere. */
export interface CompanyKeys {
  readonly signing: Sm2PublicKey;
  readonly encryption: Sm2PublicKey;
  readonly tokenSerial: string | null;
  /** Puts what belongs to the keys beside them. */
  store(content: CompanyContent): Promise<void>;
}

/** Initialises a token for a company and generates its keys there. @throws CodedError of the token */
export async function createTokenKeys(
  tokens: TokenSetupPort,
  module: string,
  company: CompanyRole,
  random: RandomBytes,
): Promise<CompanyKeys> {
  const { shortName, name } = company.profile;
  const pin = () => utf8Bytes(company.pin);
  const soPin = utf8Bytes(company.soPin);
  const initialPin = utf8Bytes(company.initialPin);
  const serial = valueOf(
    await tokens.initialise({ module, label: `SealDesk DEMO ${shortName}`, soPin, pin: initialPin }),
  );
  const address = { module, serial };
  valueOf(await tokens.changePin({ ...address, pin: initialPin, newPin: pin() }));
  const holder: TokenHolder = { tokens, address, name, random, pin };
  const signing = await generateKey(holder, 'signing');
  const encryption = await generateKey(holder, 'encryption');
  return {
    signing: signing.publicKey,
    encryption: encryption.publicKey,
    tokenSerial: serial,
    async store({ certificate, encryptionCertificate, seals }) {
      await storeCertificate(holder, signing, certificate);
      await storeCertificate(holder, encryption, encryptionCertificate);
      for (const { plan, der } of seals) await storeSeal(holder, plan.name, der);
    },
  };
}
