import { CodedError } from '../../shared/errors.ts';
import { elementsOf, readDer, type DerElement } from '../asn1/der-reader.ts';
import { TAG } from '../asn1/tags.ts';
import { decodeSealV1 } from './seal-v1.ts';
import { decodeSealV4 } from './seal-v4.ts';
import type { Seal } from './seal.ts';

/**
 * Reads a seal of any version. The element count tells the layout: 2 is GM/T 0031-2014, 4 or 5 is
 * GB/T 38540-2020 or GM/T 0031-2025.
 * @throws DER_INVALID or SEAL_DAMAGED
 */
export function decodeSeal(bytes: Uint8Array): Seal {
  return decodeSealElement(readDer(bytes, 'SESeal', TAG.sequence));
}

export function decodeSealElement(element: DerElement): Seal {
  const count = elementsOf(element, 'SESeal').length;
  if (count === 2) return decodeSealV1(element);
  if (count === 4 || count === 5) return decodeSealV4(element);
  throw new CodedError('SEAL_DAMAGED', `SESeal: ${count} elements`);
}
