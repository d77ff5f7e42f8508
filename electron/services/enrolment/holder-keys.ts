import { equalBytes } from '../../core/bytes/byte-arrays.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { computeZ, messageDigest } from '../../core/sm/message-signature.ts';
import { buildCertificateRequest } from '../../core/x509/issuing.ts';
import { type Certificate, certificateOrNull } from '../../core/x509/certificate.ts';
import { allowsSignatures } from '../../core/x509/extensions.ts';
import type { NameAttribute } from '../../core/x509/name.ts';
import { CodedError } from '../../shared/errors.ts';
import { unwrap } from '../../shared/result.ts';
import type { TokenSnapshot } from '../../shared/model/token.ts';
import type { EnrolmentPort, TokenKeyPair } from '../ports/tokens.ts';
import { generateKey, type KeyUse, type TokenHolder, type TokenKey } from '../tokens/token-holder.ts';

/** A key of the holder with the certificate that the token already holds for it. */
export interface HolderKey extends TokenKey {
  readonly certificate: Certificate | null;
  readonly generated: boolean;
}

/**
 * Returns one key for each use: the key that is certified for it, else a key without a certificate that an interrupted
 * enrolment left behind, else a new one.
 * @param pairs the SM2 key pairs on the token
 * @throws CodedError of the token
 */
export async function holderKeys(
  holder: TokenHolder,
  snapshot: TokenSnapshot,
  pairs: readonly TokenKeyPair[],
): Promise<Readonly<Record<KeyUse, HolderKey>>> {
  const certified = pairs.map((pair) => ({ pair, certificate: certificateOf(pair, snapshot) }));
  const free = certified.filter(({ certificate }) => certificate === null).map(({ pair }) => pair);
  const find = async (use: KeyUse): Promise<HolderKey> => {
    const known = certified.findLast(
      ({ certificate }) =>
        certificate !== null && allowsSignatures(certificate.keyUsage) === (use === 'signing'),
    );
    if (known !== undefined) return { use, ...known.pair, certificate: known.certificate, generated: false };
    const left = free.shift();
    if (left !== undefined) return { use, ...left, certificate: null, generated: false };
    return { ...(await generateKey(holder, use)), certificate: null, generated: true };
  };
  const signing = await find('signing');
  return { signing, encryption: await find('encryption') };
}

/** Finds the certificate by the key itself, because CKA_ID is not unique everywhere. The latest one counts. */
function certificateOf({ publicKey }: TokenKeyPair, { certificates }: TokenSnapshot): Certificate | null {
  const own = certificates
    .map(({ der }) => certificateOrNull(der))
    .filter((each) => each !== null)
    .filter(({ publicKey: { sm2 } }) => sm2 !== null && equalBytes(sm2, publicKey));
  return own.toSorted((left, right) => left.notBefore.getTime() - right.notBefore.getTime()).at(-1) ?? null;
}

/** A token that is being enrolled. */
export interface Enrollee extends TokenHolder {
  readonly tokens: EnrolmentPort;
}

/**
 * Makes a certificate request (PKCS#10) for a key. The token signs it, and the signature is checked before it is used.
 * @param subject the attributes, or the DER of the subject in the holder's present certificate
 * @throws CodedError of the token, or SIGNATURE_MISMATCH with the profile that was used for the token
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
    const { value, profile } = unwrap(
      await tokens.signRequest({ ...address, keyId, digest, message, pin: pin() }),
    );
    if (engine.verifyDigest(digest, value, publicKey)) return value;
    const details = { module: address.module, profile };
    throw new CodedError('SIGNATURE_MISMATCH', 'the token did not sign with the key', details);
  });
}
