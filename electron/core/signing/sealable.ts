import { CodedError } from '../../shared/errors.ts';
import { ByteReader } from '../bytes/byte-reader.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import { latin1Text } from '../bytes/latin1.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { documentSize } from '../pdf/increment/increment.ts';
import { isWhiteSpace } from '../pdf/syntax/characters.ts';
import { damaged } from '../pdf/syntax/damage.ts';
import { readObjectHeader } from '../pdf/syntax/indirect-object.ts';

/** Padding behind `%%EOF` is short; anything longer is something else. */
const ENDING_REACH = 2048;

/**
 * Refuses files that must not, or cannot safely, be appended to.
 * @throws CodedError PDF_ENCRYPTED, PDF_DYNAMIC_FORM, PDF_XREF_DAMAGED, PDF_DAMAGED
 */
export function expectSealable(document: PdfDocument): void {
  if (document.encrypted) throw new CodedError('PDF_ENCRYPTED', 'encrypted');
  const needsRendering = document.entry(document.catalog, 'NeedsRendering');
  if (needsRendering.kind === 'boolean' && needsRendering.value) {
    throw new CodedError('PDF_DYNAMIC_FORM', 'dynamic XFA form');
  }
  expectCleanEnding(document);
  expectOneEntryAnObject(document);
  expectObjectsInPlace(document);
}

/**
 * Text behind the last `%%EOF` is ignored by some readers and shown by others, so a seal would cover what the
 * signer did not see.
 */
function expectCleanEnding(document: PdfDocument): void {
  const end = document.revisions.at(-1)?.end;
  if (end === null || end === undefined) return;
  const length = document.source.size - end;
  if (length > ENDING_REACH || !document.source.read(end, length).every(isWhiteSpace))
    throw damaged('content behind the last %%EOF', end);
}

/** A seal would stand under one document here and under another in the next reader. */
function expectOneEntryAnObject(document: PdfDocument): void {
  const sections = document.revisions.flatMap((revision) => revision.sections);
  const contradictory = sections.find(
    ({ entries, hidden }) => entries.contradictory || hidden?.entries.contradictory === true,
  );
  if (contradictory !== undefined) {
    throw damaged('two entries for one object', contradictory.offset, 'PDF_XREF_DAMAGED');
  }
}

/**
 * Every current object must begin where its entry says. Readers that find one that does not rebuild the whole
 * table by searching, each in its own way, and then show different documents. Cross-reference streams are
 * found by their offsets, so what an entry says of one does not matter.
 */
function expectObjectsInPlace(document: PdfDocument): void {
  const exempt = crossReferenceStreams(document);
  const size = documentSize(document);
  for (let objectNumber = 1; objectNumber < size; objectNumber += 1) {
    const entry = document.locate(objectNumber)?.entry;
    if (entry?.kind !== 'offset' || exempt.has(objectNumber)) continue;
    expectObjectAt(document.source, entry.offset, objectNumber, entry.generation);
  }
}

function expectObjectAt(source: ByteSource, offset: number, objectNumber: number, generation: number): void {
  const usual = `${String(objectNumber)} ${String(generation)} obj`;
  if (latin1Text(source.read(offset, usual.length)) === usual) return;
  const header = readObjectHeader(new ByteReader(source, offset));
  if (header.objectNumber !== objectNumber || header.generation !== generation) {
    throw damaged(`object ${String(objectNumber)} is not here`, offset, 'PDF_XREF_DAMAGED');
  }
}

function crossReferenceStreams(document: PdfDocument): ReadonlySet<number | null | undefined> {
  const sections = document.revisions.flatMap((revision) => revision.sections);
  return new Set(sections.flatMap((section) => [section.objectNumber, section.hidden?.objectNumber]));
}
