import { decodeAlgorithmIdentifier, isWeakScheme, schemeOf } from '../algorithms/signature-scheme.ts';
import { isWeakKey, type StandardKey, standardKeyOrNull } from '../algorithms/standard-key.ts';
import { type DerCursor, type DerElement, membersOf, readDer } from '../asn1/der-reader.ts';
import { writeBitString, writeObjectIdentifier, writeSequence } from '../asn1/der-writer.ts';
import { KEY_OID, SM_OID, TAG } from '../asn1/identifiers.ts';
import { bitStringOctetsOf, objectIdentifierOf } from '../asn1/values.ts';
import { SM2_PUBLIC_KEY_LENGTH, type Sm2PublicKey, type SmEngine } from '../sm/engine.ts';
import { verifyMessage } from '../sm/message-signature.ts';
import { encodeSignature } from '../sm/signature-encoding.ts';

/** The frame of certificates, requests and revocation lists: SEQUENCE { toBeSigned, algorithm, signature }. */
export interface SignedStructure {
  readonly raw: Uint8Array;
  /** The bytes that the signature covers, as the input holds them. */
  readonly signedBytes: Uint8Array;
  readonly signatureAlgorithm: string;
  /** The whole AlgorithmIdentifier. */
  readonly algorithmRaw: Uint8Array;
  readonly signature: Uint8Array;
}

/** Reads the frame. @returns it with a cursor over the members of the signed part */
export function decodeSigned(bytes: Uint8Array, what: string): SignedStructure & { members: DerCursor } {
  const element = readDer(bytes, what, TAG.sequence);
  const outer = membersOf(element, what);
  const toBeSigned = outer.next(TAG.sequence);
  const algorithm = outer.next(TAG.sequence);
  const signature = bitStringOctetsOf(outer.next(TAG.bitString), what);
  outer.end();
  const identifier = membersOf(algorithm, what).next(TAG.objectIdentifier);
  return {
    raw: element.raw,
    signedBytes: toBeSigned.raw,
    signatureAlgorithm: objectIdentifierOf(identifier, what),
    algorithmRaw: algorithm.raw,
    signature,
    members: membersOf(toBeSigned, what),
  };
}

/** `weak` for a signature that holds, by an algorithm or a key that no longer proves anything. */
type SignatureCheck = 'valid' | 'invalid' | 'unsupported' | 'weak';

/** Checks the signature with the issuer's key: SM2 with SM3, RSA, ECDSA or Ed25519. */
export function checkSignature(
  engine: SmEngine,
  structure: SignedStructure,
  issuerKey: PublicKey,
): SignatureCheck {
  if (structure.signatureAlgorithm !== SM_OID.sm2WithSm3) return checkStandard(engine, structure, issuerKey);
  if (issuerKey.sm2 === null) return 'unsupported';
  const check = verifyMessage(engine, structure.signedBytes, structure.signature, issuerKey.sm2);
  return check.valid && check.encoding === 'der' ? 'valid' : 'invalid';
}

function checkStandard(
  engine: SmEngine,
  { algorithmRaw, signature, signedBytes }: SignedStructure,
  { standard }: PublicKey,
): SignatureCheck {
  const scheme = schemeOf(decodeAlgorithmIdentifier(readDer(algorithmRaw, 'signatureAlgorithm')), null);
  if (scheme === null || standard === null) return 'unsupported';
  const signed = { message: signedBytes };
  const holds = engine.verifyStandard({ key: standard, scheme, value: signature, signed });
  if (holds !== true) return holds === null ? 'unsupported' : 'invalid';
  return isWeakScheme(scheme) || isWeakKey(standard) ? 'weak' : 'valid';
}

/** Writes the AlgorithmIdentifier of SM2 with SM3, without parameters as GB/T 33560 and OpenSSL have it. */
export function encodeAlgorithm(): Uint8Array {
  return writeSequence(writeObjectIdentifier(SM_OID.sm2WithSm3));
}

/** Writes the frame. @param signature r ‖ s, 64 bytes */
export function encodeSigned(toBeSigned: Uint8Array, signature: Uint8Array): Uint8Array {
  return writeSequence(toBeSigned, encodeAlgorithm(), writeBitString(encodeSignature(signature)));
}

/**
 * RFC 5280 §4.1.2.7, GM/T 0015-2012
 * SubjectPublicKeyInfo ::= SEQUENCE {
 *   algorithm        SEQUENCE { id-ecPublicKey, namedCurve 1.2.156.10197.1.301 },
 *   subjectPublicKey BIT STRING }
 * Keys of other kinds are named; the signatures of those in `standard` are checked too.
 */
export interface PublicKey {
  /** "SM2", "RSA", "EC" with the curve's identifier, or the algorithm's identifier. */
  readonly algorithm: string;
  /** The key; null for every other kind of key. */
  readonly sm2: Sm2PublicKey | null;
  /** A key of another kind that signatures are checked with; null for SM2 and every further kind. */
  readonly standard: StandardKey | null;
  /** The octets of subjectPublicKey. */
  readonly octets: Uint8Array;
}

const WHAT = 'SubjectPublicKeyInfo';

/** Reads a public key of any kind. @throws DER_INVALID */
export function decodePublicKey(element: DerElement): PublicKey {
  const members = membersOf(element, WHAT);
  const algorithm = membersOf(members.next(TAG.sequence), WHAT);
  const octets = bitStringOctetsOf(members.next(TAG.bitString), WHAT);
  members.end();
  const id = objectIdentifierOf(algorithm.next(TAG.objectIdentifier), WHAT);
  const curveElement = algorithm.optional(TAG.objectIdentifier);
  const curve = curveElement === undefined ? null : objectIdentifierOf(curveElement, WHAT);
  const isSm2 = id === KEY_OID.ecPublicKey && curve === SM_OID.sm2Curve;
  const usable = isSm2 && octets.length === SM2_PUBLIC_KEY_LENGTH && octets[0] === 4;
  const standard = standardKeyOrNull(id, curve, octets);
  return {
    algorithm: isSm2 ? 'SM2' : algorithmName(id, curve),
    sm2: usable ? octets : null,
    standard,
    octets,
  };
}

function algorithmName(id: string, curve: string | null): string {
  if (id === KEY_OID.rsaEncryption || id === KEY_OID.rsaPss) return 'RSA';
  return id === KEY_OID.ecPublicKey ? `EC ${curve ?? ''}`.trim() : id;
}

/** Writes the SubjectPublicKeyInfo of an SM2 key. */
export function encodePublicKey(publicKey: Sm2PublicKey): Uint8Array {
  return writeSequence(
    writeSequence(writeObjectIdentifier(KEY_OID.ecPublicKey), writeObjectIdentifier(SM_OID.sm2Curve)),
    writeBitString(publicKey),
  );
}
