import { equalBytes } from '../../core/bytes/equal.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { decodeCertificate } from '../../core/x509/certificate.ts';
import { CodedError } from '../../shared/errors.ts';
import type { ApplicationKind } from '../../shared/model/seal-application.ts';
import { unwrap } from '../../shared/result.ts';
import { generateKey, type TokenKey } from '../tokens/token-holder.ts';
import { requestCertificate, type Enrollee } from '../enrolment/holder-keys.ts';
import type { RandomBytes } from '../ports/clock.ts';
import type { EnrolmentPort } from '../ports/tokens.ts';
import type { HolderSeal } from './open-holder-session.ts';

export interface RequestPorts {
  readonly tokens: EnrolmentPort;
  readonly engine: SmEngine;
  readonly random: RandomBytes;
}

/**
 * The certificate request (PKCS#10, DER) that goes with an application: a renewal certifies the seal's own key anew,
 * a replacement a new key on the same token, since the former may be known to others; a cancellation none.
 * @throws CodedError of the token
 */
export async function requestForSeal(
  kind: ApplicationKind,
  { chosen, pin }: Pick<HolderSeal, 'chosen' | 'pin'>,
  { tokens, engine, random }: RequestPorts,
): Promise<Uint8Array | null> {
  if (kind === 'cancellation') return null;
  const { subject } = decodeCertificate(chosen.certificate);
  const { module, serial } = chosen.token;
  const holder: Enrollee = {
    tokens,
    address: { module, serial },
    name: subject.commonName,
    random,
    pin: () => pin,
  };
  const key =
    kind === 'renewal' ? await ownKey(chosen.certificate, holder) : await generateKey(holder, 'signing');
  return requestCertificate(holder, key, subject.raw, engine);
}

/** @throws CodedError KEY_NOT_FOUND where the key of a certificate is not on the token */
export async function ownKey(
  certificate: Uint8Array,
  { tokens, address }: Pick<Enrollee, 'tokens' | 'address'>,
): Promise<TokenKey> {
  const { sm2 } = decodeCertificate(certificate).publicKey;
  const pairs = unwrap(await tokens.keyPairs(address));
  const pair = pairs.find(({ publicKey }) => sm2 !== null && equalBytes(publicKey, sm2));
  if (pair === undefined) throw new CodedError('KEY_NOT_FOUND');
  return { use: 'signing', id: pair.id, publicKey: pair.publicKey };
}
