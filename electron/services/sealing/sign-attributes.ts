import { type SigningKey, tokenDigestInfo, verifyTokenSignature } from '../../core/cms/standard-signature.ts';
import type { Sha256 } from '../../core/cms/sha256.ts';
import { encodeSignedAttributes } from '../../core/cms/signed-data.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { computeZ, messageDigest } from '../../core/sm/message-signature.ts';
import type { Certificate } from '../../core/x509/certificate.ts';
import { CodedError } from '../../shared/errors.ts';
import { unwrap } from '../../shared/result.ts';
import type { StandardSigningPort, TokenAddress, TokenPort } from '../ports/tokens.ts';

/** What the attributes of a signature say, and the key that signs them. */
interface AttributesOrder {
  readonly certificate: Certificate;
  readonly key: SigningKey;
  readonly address: TokenAddress;
  /** The caller zeroes it. */
  readonly pin: Uint8Array;
  /** Hash of the covered bytes: SM3 for an SM2 key, else SHA-256. */
  readonly contentHash: Uint8Array;
  /** The time that the signer claims in the attributes; null for none. */
  readonly signedAt: Date | null;
}

interface AttributesParts {
  readonly tokens: StandardSigningPort & Pick<TokenPort, 'signDigest'>;
  readonly sha256: Sha256;
  readonly engine: SmEngine;
}

interface SignedAttributes {
  /** DER as a SET, which is what the signature covers. */
  readonly signedAttributes: Uint8Array;
  /** As the token returned it: the RSA value, or r ‖ s. */
  readonly value: Uint8Array;
}

/**
 * Signs the attributes of a CMS signature (RFC 5652 §5.4) by a key on a token, and checks the value.
 * @throws CodedError SIGNATURE_MISMATCH, and those of the token
 */
export async function signAttributes(
  order: AttributesOrder,
  parts: AttributesParts,
): Promise<SignedAttributes> {
  const { certificate, key, contentHash, signedAt } = order;
  const { engine, sha256 } = parts;
  const { kind } = key;
  const certificateHash = kind === 'sm2' ? engine.sm3(certificate.raw) : sha256.hash(certificate.raw);
  const signedAttributes = encodeSignedAttributes({ kind, contentHash, certificateHash, signedAt });
  const hash =
    kind === 'sm2' ? messageDigest(engine, key.point, signedAttributes) : sha256.hash(signedAttributes);
  const value = await valueBy(order, { hash, signedAttributes }, parts);
  if (!verifyTokenSignature(engine, key, hash, value)) {
    throw new CodedError('SIGNATURE_MISMATCH', 'the value is not by the key of the certificate');
  }
  return { signedAttributes, value };
}

/** Asks the token for the value. @param hash SHA-256 of the attributes; e of an SM2 key */
async function valueBy(
  { certificate: { raw: certificate }, key, address, pin }: AttributesOrder,
  { hash, signedAttributes: tbs }: { readonly hash: Uint8Array; readonly signedAttributes: Uint8Array },
  { tokens, engine }: AttributesParts,
): Promise<Uint8Array> {
  if (key.kind === 'sm2') {
    const message = { z: computeZ(engine, key.point), tbs };
    return unwrap(await tokens.signDigest({ ...address, certificate, digest: hash, message, pin })).value;
  }
  const input = key.kind === 'rsa' ? tokenDigestInfo(hash) : hash;
  return unwrap(await tokens.signStandard({ ...address, certificate, kind: key.kind, input, pin }));
}
