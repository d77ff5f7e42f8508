import { CodedError } from '../../shared/errors.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import type { PdfDocument } from '../pdf/document.ts';
import {
  permissionSignatures,
  type SignatureDictionary,
  signatureFields,
} from '../pdf/signatures/signature-fields.ts';
import { findSignatureTraces } from '../pdf/signatures/signature-traces.ts';
import { endOfValues, isInteger, type PdfObject, pdfReference } from '../pdf/syntax/objects.ts';
import type { LocatedSignature } from './evidence/context.ts';

/** More traces than this say no more. */
const MOST_TRACES = 1000;

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
  const offsets = findSignatureTraces(source, MOST_TRACES, document.source.meter)
    .map(({ offset }) => offset)
    .filter((offset) => !known.some((each) => isWithin(each, offset)));
  const holders = objectsBefore(document, offsets);
  return offsets.some((offset, at) => !isInStreamData(document, holders[at] ?? null, offset));
}

function isWithin(signature: SignatureDictionary | null, offset: number): boolean {
  if (signature === null || signature.objectOffset === null) return false;
  return offset >= signature.objectOffset && offset < endOfValues(signature.dictionary);
}

function isInStreamData(document: PdfDocument, place: StartingObject | null, offset: number): boolean {
  const holder = place === null ? null : objectAt(document, place);
  if (holder === null || holder.kind !== 'stream') return false;
  const length = document.entry(holder.dictionary, 'Length');
  return isInteger(length) && offset >= holder.dataOffset && offset < holder.dataOffset + length.value;
}

/** An object that a table places in the file. */
interface StartingObject {
  readonly offset: number;
  readonly objectNumber: number;
  readonly generation: number;
}

/**
 * Finds the object that starts last before each of some offsets, in one pass over the tables.
 * @param offsets ascending
 */
function objectsBefore(document: PdfDocument, offsets: readonly number[]): (StartingObject | null)[] {
  const found: (StartingObject | null)[] = offsets.map(() => null);
  if (offsets.length === 0) return found;
  for (const section of document.revisions.flatMap(({ sections }) => sections)) {
    for (const [objectNumber, entry] of section.entries.list()) {
      if (entry.kind !== 'offset') continue;
      const at = firstNotBelow(offsets, entry.offset);
      const known = found[at];
      if (known !== undefined && entry.offset > (known?.offset ?? -1)) found[at] = { ...entry, objectNumber };
    }
  }
  for (let at = 1; at < found.length; at += 1) found[at] ??= found[at - 1] ?? null;
  return found;
}

/** Returns the index of the first of some ascending numbers that is not below a limit; their count if all are. */
function firstNotBelow(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Returns the object; null if it cannot be read. */
function objectAt(document: PdfDocument, place: StartingObject): PdfObject | null {
  try {
    return document.get(pdfReference(place.objectNumber, place.generation));
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}
