import { CodedError } from '../../shared/errors.ts';
import { elementsOf, readDer } from '../asn1/der-reader.ts';
import { TAG } from '../asn1/tags.ts';
import { decodeSealSignatureV1 } from './seal-signature-v1.ts';
import { decodeSealSignatureV4 } from './seal-signature-v4.ts';
import type { SealSignature } from './seal-signature.ts';

/**
 * Reads a seal signature of any version: 2 elements are GM/T 0031-2014, 4 or 5 GB/T 38540-2020 and later.
 * @param bytes exactly the DER, without the padding of /Contents
 * @throws DER_INVALID or SEAL_DAMAGED
 */
export function decodeSealSignature(bytes: Uint8Array): SealSignature {
  const element = readDer(bytes, 'SES_Signature', TAG.sequence);
  const count = elementsOf(element, 'SES_Signature').length;
  if (count === 2) return decodeSealSignatureV1(element);
  if (count === 4 || count === 5) return decodeSealSignatureV4(element);
  throw new CodedError('SEAL_DAMAGED', `SES_Signature: ${count} elements`);
}
