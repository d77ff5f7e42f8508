import {
  writeBitString,
  writeExplicit,
  writeInteger,
  writeObjectIdentifier,
  writeOctetString,
  writeSequence,
} from '../asn1/der-writer.ts';
import { SM_OID } from '../asn1/oids.ts';
import type { Sm2PublicKey } from './engine.ts';

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
