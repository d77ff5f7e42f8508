import { derError, membersOf, readDer } from '../asn1/der-reader.ts';
import {
  writeBitString,
  writeExplicit,
  writeInteger,
  writeObjectIdentifier,
  writeOctetString,
  writeSequence,
} from '../asn1/der-writer.ts';
import { SM_OID, TAG } from '../asn1/identifiers.ts';
import { octetsOf, smallIntegerOf } from '../asn1/values.ts';
import { SM2_CURVE, type Sm2PublicKey } from './engine.ts';
import { numberOfOctets, octetsOfNumber } from './signature-encoding.ts';

const SCALAR_LENGTH = 32;

/**
 * RFC 5915 §3, as GM/T 0009 §7.2 and OpenSSL write SM2 keys
 * ECPrivateKey ::= SEQUENCE {
 *   version        INTEGER { ecPrivkeyVer1(1) },
 *   privateKey     OCTET STRING,
 *   parameters [0] OBJECT IDENTIFIER OPTIONAL,
 *   publicKey  [1] BIT STRING OPTIONAL }
 * @param privateKey d, 32 bytes
 */
export function encodePrivateKey(privateKey: Uint8Array, publicKey: Sm2PublicKey): Uint8Array {
  return writeSequence(
    writeInteger(1),
    writeOctetString(privateKey),
    writeExplicit(0, writeObjectIdentifier(SM_OID.sm2Curve)),
    writeExplicit(1, writeBitString(publicKey)),
  );
}

/** Reads a key that {@link encodePrivateKey} wrote. @returns d, 32 bytes. @throws DER_INVALID */
export function decodePrivateKey(bytes: Uint8Array): Uint8Array {
  const members = membersOf(readDer(bytes, 'ECPrivateKey', TAG.sequence), 'ECPrivateKey');
  smallIntegerOf(members.next(TAG.integer), 'ECPrivateKey.version');
  const privateKey = octetsOf(members.next(TAG.octetString), 'ECPrivateKey.privateKey');
  if (privateKey.length !== SCALAR_LENGTH) throw derError('ECPrivateKey: 32 bytes expected');
  return privateKey.slice();
}

/**
 * Draws d in [1, n − 2] (GB/T 32918.1 §6.1) from 16 bytes more than it needs, so that no value is favoured.
 * @param random returns fresh random bytes
 * @returns d, 32 bytes
 */
export function drawPrivateKey(random: (length: number) => Uint8Array): Uint8Array {
  const drawn = random(48);
  const scalar = (numberOfOctets(drawn) % (SM2_CURVE.n - 2n)) + 1n;
  drawn.fill(0);
  return octetsOfNumber(scalar);
}
