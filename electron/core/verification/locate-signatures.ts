import { CodedError } from '../../shared/errors.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import type { PdfDocument } from '../pdf/document.ts';
import {
  permissionSignatures,
  type SignatureDictionary,
  signatureFields,
} from '../pdf/signatures/signature-fields.ts';
import { findSignatureTraces } from '../pdf/signatures/signature-traces.ts';
import { isInteger, type PdfObject, pdfReference } from '../pdf/syntax/objects.ts';
import type { LocatedSignature } from './evidence/context.ts';

/** Lists every signed field of the newest revision, in the order of the form. @throws CodedError */
export function locateSignatures(document: PdfDocument): readonly LocatedSignature[] {
  return signatureFields(document).flatMap(({ name, widgets, signature }) =>
    signature === null ? [] : [{ field: name, widgets, dictionary: signature }],
  );
}

/**
 * Tells whether the bytes hold a signature dictionary that no field leads to, such as one that a later
 * revision took out of the form. Usage rights of a publisher are no person's seal, and the data of a stream,
 * such as an attached file, belongs to another document.
 */
export function hasStrayTrace(
  source: ByteSource,
  document: PdfDocument,
  located: readonly LocatedSignature[],
): boolean {
  const { docMdp, usageRights } = permissionSignatures(document);
  const known = [...located.map(({ dictionary }) => dictionary), docMdp, usageRights];
  return findSignatureTraces(source).some(
    ({ offset }) => !known.some((each) => isWithin(each, offset)) && !isInStreamData(document, offset),
  );
}

function isWithin(signature: SignatureDictionary | null, offset: number): boolean {
  if (signature === null || signature.objectOffset === null) return false;
  const ends = [...signature.dictionary.spans.values()].map(({ end }) => end);
  return offset >= signature.objectOffset && offset < Math.max(signature.objectOffset, ...ends);
}

function isInStreamData(document: PdfDocument, offset: number): boolean {
  const holder = objectBefore(document, offset);
  if (holder === null || holder.kind !== 'stream') return false;
  const length = document.entry(holder.dictionary, 'Length');
  return isInteger(length) && offset >= holder.dataOffset && offset < holder.dataOffset + length.value;
}

/** Finds the object that starts last before the offset; null if it cannot be read. */
function objectBefore(document: PdfDocument, offset: number): PdfObject | null {
  let best = { offset: -1, objectNumber: 0, generation: 0 };
  for (const { sections } of document.revisions) {
    for (const [objectNumber, entry] of sections.flatMap((section) => [...section.entries.list()])) {
      if (entry.kind === 'offset' && entry.offset <= offset && entry.offset > best.offset) {
        best = { ...entry, objectNumber };
      }
    }
  }
  try {
    return best.offset < 0 ? null : document.get(pdfReference(best.objectNumber, best.generation));
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}
