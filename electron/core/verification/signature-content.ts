import { CodedError } from '../../shared/errors.ts';
import { membersOf, readDerPrefix } from '../asn1/der-reader.ts';
import { TAG } from '../asn1/tags.ts';
import type { SignatureDictionary } from '../pdf/signatures/signature-dictionary.ts';
import { decodeSealSignature } from '../seal/decode-seal-signature.ts';
import type { SignatureContent, StructureFault } from './context.ts';

/**
 * Reads /Contents by what it holds, whatever /SubFilter says: one DER value, then zeros to its end. CMS starts
 * with a content type, a seal signature with a SEQUENCE.
 */
export function signatureContent(signature: SignatureDictionary): SignatureContent | StructureFault {
  const bytes = signature.contents?.bytes ?? null;
  if (bytes === null) return { code: 'CONTENTS_INVALID', rule: 'missing' };
  try {
    return contentOf(bytes);
  } catch (error) {
    if (error instanceof CodedError) return { kind: 'unreadable' };
    throw error;
  }
}

/** ContentInfo in BER of indefinite length, as some writers of CMS leave it: 30 80 06 … */
const INDEFINITE_CMS = [TAG.sequence, 0x80, TAG.objectIdentifier] as const;

function contentOf(bytes: Uint8Array): SignatureContent | StructureFault {
  if (INDEFINITE_CMS.every((byte, index) => bytes[index] === byte)) return { kind: 'cms' };
  const element = readDerPrefix(bytes, 'Contents', TAG.sequence);
  if (bytes.subarray(element.raw.length).some((byte) => byte !== 0)) {
    return { code: 'CONTENTS_INVALID', rule: 'padding' };
  }
  if (membersOf(element, 'Contents').nextTag === TAG.objectIdentifier) return { kind: 'cms' };
  return { kind: 'seal', signature: decodeSealSignature(element.raw) };
}
