import { base64, base64urlnopad } from '@scure/base';
import { z } from 'zod';
import { CodedError } from '../../shared/errors.ts';
import { isWeakKey, type StandardKey } from '../algorithms/standard-key.ts';
import { verifyCompactEcdsa } from '../algorithms/verify-standard.ts';
import type { SignatureScheme } from '../algorithms/signature-scheme.ts';
import { DIGEST_OID } from '../asn1/identifiers.ts';
import { jsonOrNull, utf8Bytes } from '../bytes/encodings.ts';
import type { Statement } from '../platform/signed-statement.ts';
import type { SmEngine } from '../sm/engine.ts';
import { verifyMessage } from '../sm/message-signature.ts';
import { type Certificate, certificateOrNull } from '../x509/certificate.ts';

/** The type in the header of a decision, so that no other message that the system signs passes for one. */
export const OFFICE_DECISION_TYPE = 'office-decision';

const { sha256, sha384, sha512 } = DIGEST_OID;

const pss = (digest: string, saltLength: number): SignatureScheme => ({
  ...{ kind: 'rsaPss', digest, maskDigest: digest, saltLength },
});

/** RFC 7518 §3.1 and RFC 8037 §3.1. SM2 with SM3 has no registered name. */
const SCHEMES: ReadonlyMap<string, SignatureScheme | 'sm2'> = new Map<string, SignatureScheme | 'sm2'>([
  ['SM2SM3', 'sm2'],
  ['RS256', { kind: 'rsa', digest: sha256 }],
  ['RS384', { kind: 'rsa', digest: sha384 }],
  ['RS512', { kind: 'rsa', digest: sha512 }],
  ['PS256', pss(sha256, 32)],
  ['PS384', pss(sha384, 48)],
  ['PS512', pss(sha512, 64)],
  ['ES256', { kind: 'ecdsa', digest: sha256 }],
  ['ES384', { kind: 'ecdsa', digest: sha384 }],
  ['ES512', { kind: 'ecdsa', digest: sha512 }],
  ['EdDSA', { kind: 'ed25519' }],
]);

/** RFC 7518 §3.4: each algorithm goes with one curve, whose r ‖ s has one length in octets. */
const CURVES: Readonly<Record<string, { readonly curve: string; readonly length: number }>> = {
  ES256: { curve: 'p256', length: 64 },
  ES384: { curve: 'p384', length: 96 },
  ES512: { curve: 'p521', length: 132 },
};

const headerSchema = z.strictObject({
  alg: z.string().max(20),
  typ: z.literal(OFFICE_DECISION_TYPE),
  /** RFC 7515 §4.1.6: the system's certificate first. The others are not looked at: the first one is registered. */
  x5c: z.array(z.string()).min(1).max(10),
});

/** A statement whose signature fits the certificate that it carries. The caller judges whose certificate that is. */
export interface OfficeStatement {
  /** The exact octets that were signed, JSON in UTF-8. */
  readonly payload: Uint8Array;
  readonly signer: Certificate;
}

/**
 * Takes a decision of an office system apart (flattened JWS, RFC 7515 §7.2.2) and checks its signature: SM2, RSA, ECDSA or
 * Ed25519. ECDSA and SM2 may be r ‖ s, as libraries for JWS write it, or DER, as openssl does.
 * @throws CodedError OA_DECISION_INVALID with the `field` that cannot be read, OA_DECISION_ALTERED when the
 *   signature does not fit
 */
export function openOfficeStatement(statement: Statement, engine: SmEngine): OfficeStatement {
  const header = headerSchema.safeParse(jsonOrNull(octetsOf(statement.protected, 'protected')));
  if (!header.success) throw invalid(`protected.${header.error.issues[0]?.path.join('.') ?? ''}`);
  const { alg, x5c } = header.data;
  const signer = certificateOrNull(certificateOctets(x5c[0] ?? ''));
  if (signer === null) throw invalid('protected.x5c');
  const scheme = SCHEMES.get(alg);
  if (scheme === undefined) throw invalid('protected.alg');
  const value = octetsOf(statement.signature, 'signature');
  const message = utf8Bytes(`${statement.protected}.${statement.payload}`);
  if (!isSigned({ alg, scheme, signer, message, value }, engine)) {
    throw new CodedError('OA_DECISION_ALTERED', alg, { algorithm: alg });
  }
  return { payload: octetsOf(statement.payload, 'payload'), signer };
}

interface Signed {
  readonly alg: string;
  readonly scheme: SignatureScheme | 'sm2';
  readonly signer: Certificate;
  readonly message: Uint8Array;
  readonly value: Uint8Array;
}

function isSigned({ alg, scheme, signer, message, value }: Signed, engine: SmEngine): boolean {
  const { sm2, standard } = signer.publicKey;
  if (scheme === 'sm2') return sm2 !== null && verifyMessage(engine, message, value, sm2).valid;
  if (standard === null || isWeakKey(standard)) return false;
  if (scheme.kind === 'ecdsa')
    return isSignedByCurve({ alg, digest: scheme.digest, message, value }, standard, engine);
  return engine.verifyStandard({ key: standard, scheme, value, signed: { message } }) === true;
}

function isSignedByCurve(
  { alg, digest, message, value }: Pick<Signed, 'alg' | 'message' | 'value'> & { readonly digest: string },
  key: StandardKey,
  engine: SmEngine,
): boolean {
  const expected = CURVES[alg];
  if (key.kind !== 'ec' || key.curve !== expected?.curve) return false;
  const hash = engine.digests.of(digest)?.(message);
  if (hash === undefined) return false;
  // A DER value of exactly this length would need numbers that are shorter by seven octets.
  if (value.length === expected.length) return verifyCompactEcdsa(key, hash, value);
  const signed = { digest: hash };
  return engine.verifyStandard({ key, scheme: { kind: 'ecdsa', digest }, value, signed }) === true;
}

function octetsOf(text: string, field: string): Uint8Array {
  try {
    return base64urlnopad.decode(text.replaceAll('=', ''));
  } catch {
    throw invalid(field);
  }
}

function certificateOctets(text: string): Uint8Array {
  try {
    return base64.decode(text);
  } catch {
    throw invalid('protected.x5c');
  }
}

/** @param field the field that cannot be read */
export function invalid(field: string): CodedError {
  return new CodedError('OA_DECISION_INVALID', field, { field });
}
