import { computeZ, messageDigest } from '../../core/sm/signer-identity.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { buildCertificateRequest } from '../../core/x509/certificate-builder.ts';
import type { NameAttribute } from '../../core/x509/name.ts';
import { CodedError } from '../../shared/errors.ts';
import { valueOf, type TokenHolder, type TokenKey } from '../demo-world/token-holder.ts';
import type { EnrolmentPort } from '../ports.ts';

/** A token that is enrolled. */
export interface Enrollee extends TokenHolder {
  readonly tokens: EnrolmentPort;
}

/**
 * A certificate request (PKCS#10) for a key, signed with it on the token and checked before it is used.
 * @param subject by its attributes, or DER as the holder's present certificate has it
 * @throws CodedError of the token, or SIGNATURE_MISMATCH with the profile that the token was used by
 */
export function requestCertificate(
  { tokens, address, pin }: Enrollee,
  { id: keyId, publicKey }: TokenKey,
  subject: readonly NameAttribute[] | Uint8Array,
  engine: SmEngine,
): Promise<Uint8Array> {
  return buildCertificateRequest(subject, publicKey, async (toBeSigned) => {
    const digest = messageDigest(engine, publicKey, toBeSigned);
    const message = { z: computeZ(engine, publicKey), tbs: toBeSigned };
    const { value, profile } = valueOf(
      await tokens.signRequest({ ...address, keyId, digest, message, pin: pin() }),
    );
    if (engine.verifyDigest(digest, value, publicKey)) return value;
    const details = { module: address.module, profile };
    throw new CodedError('SIGNATURE_MISMATCH', 'the token did not sign with the key', details);
  });
}
