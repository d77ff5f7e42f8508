import { membersOf, type DerElement } from '../asn1/der-reader.ts';
import { writeBitString, writeObjectIdentifier, writeSequence } from '../asn1/der-writer.ts';
import { objectIdentifierOf } from '../asn1/object-identifier.ts';
import { KEY_OID, SM_OID } from '../asn1/oids.ts';
import { TAG } from '../asn1/tags.ts';
import { bitStringOctetsOf } from '../asn1/values.ts';
import { SM2_PUBLIC_KEY_LENGTH } from '../sm/parameters.ts';
import type { Sm2PublicKey } from '../sm/engine.ts';

/**
 * RFC 5280 §4.1.2.7, GM/T 0015-2012
 * SubjectPublicKeyInfo ::= SEQUENCE {
 *   algorithm        SEQUENCE { id-ecPublicKey, namedCurve 1.2.156.10197.1.301 },
 *   subjectPublicKey BIT STRING }
 * Keys of other kinds are named, so that they can be shown; their signatures are not checked.
 */
export interface PublicKey {
  /** "SM2", "RSA", "EC" with the curve's identifier, or the algorithm's identifier. */
  readonly algorithm: string;
  /** Null for every other kind of key. */
  readonly sm2: Sm2PublicKey | null;
  /** The octets of subjectPublicKey. */
  readonly octets: Uint8Array;
}

const WHAT = 'SubjectPublicKeyInfo';

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
  return { algorithm: isSm2 ? 'SM2' : algorithmName(id, curve), sm2: usable ? octets : null, octets };
}

function algorithmName(id: string, curve: string | null): string {
  if (id === KEY_OID.rsaEncryption) return 'RSA';
  return id === KEY_OID.ecPublicKey ? `EC ${curve ?? ''}`.trim() : id;
}

export function encodePublicKey(publicKey: Sm2PublicKey): Uint8Array {
  return writeSequence(
    writeSequence(writeObjectIdentifier(KEY_OID.ecPublicKey), writeObjectIdentifier(SM_OID.sm2Curve)),
    writeBitString(publicKey),
  );
}
