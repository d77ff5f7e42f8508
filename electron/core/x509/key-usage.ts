import { readDer } from '../asn1/der-reader.ts';
import { writeElement } from '../asn1/der-writer.ts';
import { EXTENSION_OID } from '../asn1/oids.ts';
import { TAG } from '../asn1/tags.ts';
import { bitStringOf } from '../asn1/values.ts';
import type { Extension } from './extension.ts';

/** RFC 5280 §4.2.1.3, in the order of the bits */
export const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;

export type KeyUsage = (typeof KEY_USAGES)[number];

export function decodeKeyUsage(value: Uint8Array): ReadonlySet<KeyUsage> {
  const { octets } = bitStringOf(readDer(value, 'KeyUsage', TAG.bitString), 'KeyUsage');
  const isSet = (bit: number): boolean => (((octets[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
  return new Set(KEY_USAGES.filter((_usage, bit) => isSet(bit)));
}

/** GM/T 0015 and RFC 5280 §4.2.1.3: either bit allows signatures over data; no extension allows all. */
export function allowsSignatures(keyUsage: ReadonlySet<KeyUsage> | null): boolean {
  return keyUsage === null || keyUsage.has('digitalSignature') || keyUsage.has('nonRepudiation');
}

/** A critical keyUsage extension, its trailing zero bits dropped as DER asks (X.690 §11.2.2). */
export function keyUsageExtension(...usages: readonly KeyUsage[]): Extension {
  const bits = usages.map((usage) => KEY_USAGES.indexOf(usage));
  const last = Math.max(...bits);
  const octets = new Uint8Array((last >> 3) + 1);
  for (const bit of bits) octets[bit >> 3] = (octets[bit >> 3] ?? 0) | (0x80 >> (bit & 7));
  const value = writeElement(TAG.bitString, Uint8Array.of(7 - (last & 7)), octets);
  return { id: EXTENSION_OID.keyUsage, critical: true, value };
}
