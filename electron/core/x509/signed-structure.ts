import { membersOf, readDer, type DerCursor } from '../asn1/der-reader.ts';
import { writeBitString, writeObjectIdentifier, writeSequence } from '../asn1/der-writer.ts';
import { objectIdentifierOf } from '../asn1/object-identifier.ts';
import { SM_OID } from '../asn1/oids.ts';
import { TAG } from '../asn1/tags.ts';
import { bitStringOctetsOf } from '../asn1/values.ts';
import type { SmEngine } from '../sm/engine.ts';
import { encodeSignature } from '../sm/signature-encoding.ts';
import { verifyMessage } from '../sm/verify-message.ts';
import type { PublicKey } from './public-key.ts';

/** The frame of certificates, requests and revocation lists: SEQUENCE { toBeSigned, algorithm, signature }. */
export interface SignedStructure {
  readonly raw: Uint8Array;
  /** What the signature covers, as it stands in the input. */
  readonly signedBytes: Uint8Array;
  readonly signatureAlgorithm: string;
  /** The whole AlgorithmIdentifier. */
  readonly algorithmRaw: Uint8Array;
  readonly signature: Uint8Array;
}

/** @returns the frame, and a cursor over the members of what is signed */
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

export type SignatureCheck = 'valid' | 'invalid' | 'unsupported';

/** Checks the signature with the issuer's key; `unsupported` for everything but SM2 with SM3. */
export function checkSignature(
  engine: SmEngine,
  structure: SignedStructure,
  issuerKey: PublicKey,
): SignatureCheck {
  if (structure.signatureAlgorithm !== SM_OID.sm2WithSm3) return 'unsupported';
  if (issuerKey.sm2 === null) return 'unsupported';
  const check = verifyMessage(engine, structure.signedBytes, structure.signature, issuerKey.sm2);
  return check.valid && check.encoding === 'der' ? 'valid' : 'invalid';
}

/** AlgorithmIdentifier of SM2 with SM3, without parameters as GB/T 33560 and OpenSSL write it. */
export function encodeAlgorithm(): Uint8Array {
  return writeSequence(writeObjectIdentifier(SM_OID.sm2WithSm3));
}

/** @param signature r ‖ s, 64 bytes */
export function encodeSigned(toBeSigned: Uint8Array, signature: Uint8Array): Uint8Array {
  return writeSequence(toBeSigned, encodeAlgorithm(), writeBitString(encodeSignature(signature)));
}
