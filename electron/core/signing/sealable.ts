import { CodedError } from '../../shared/errors.ts';
import type { EmptyField } from '../../shared/model/seal-places.ts';
import { ByteReader, type ByteSource } from '../bytes/byte-source.ts';
import { latin1Text } from '../bytes/encodings.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { allowsSealing, type SealingNeeds } from '../pdf/encryption/permissions.ts';
import { documentSize } from '../pdf/increment/increment.ts';
import { pageGeometry } from '../pdf/pages/page-geometry.ts';
import { pages } from '../pdf/pages/page-tree.ts';
import { signatureFields } from '../pdf/signatures/signature-fields.ts';
import { damaged, isWhiteSpace } from '../pdf/syntax/lexer.ts';
import { readObjectHeader } from '../pdf/syntax/parser.ts';
import { crossReferenceNumbers } from '../pdf/xref/revisions.ts';
import { fieldArea } from './seal-request.ts';
import { forbidsChanges, isFieldLocked } from './target-field.ts';

/** Padding behind `%%EOF` is short; anything longer is something else. */
const ENDING_REACH = 2048;

/**
 * Refuses files that must not, or cannot safely, be appended to.
 * @throws CodedError those of encryption, PDF_DYNAMIC_FORM, PDF_XREF_DAMAGED, PDF_DAMAGED
 */
export function expectSealable(document: PdfDocument): void {
  if (document.closed !== null) throw document.closed;
  const needsRendering = document.entry(document.catalog, 'NeedsRendering');
  if (needsRendering.kind === 'boolean' && needsRendering.value) {
    throw new CodedError('PDF_DYNAMIC_FORM', 'dynamic XFA form');
  }
  expectCleanEnding(document);
  expectOneEntryAnObject(document);
  expectObjectsInPlace(document);
}

/**
 * Refuses a seal that the permissions of an encrypted document forbid to whoever has no owner's password.
 * @throws CodedError PDF_PERMISSION_DENIED; PDF_PASSWORD_WRONG if a password was given that is nobody's
 */
export function expectAllowed(document: PdfDocument, needs: SealingNeeds): void {
  const { rights } = document;
  if (rights === null || allowsSealing(rights, needs)) return;
  const code = rights.passwordRefused ? 'PDF_PASSWORD_WRONG' : 'PDF_PERMISSION_DENIED';
  throw new CodedError(code, 'the permissions forbid the seal');
}

/**
 * Refuses text behind the last `%%EOF`. Some readers ignore it and others show it, so a seal would cover
 * content that the signer did not see.
 */
function expectCleanEnding(document: PdfDocument): void {
  const end = document.revisions.at(-1)?.end;
  if (end === null || end === undefined) return;
  const length = document.source.size - end;
  if (length > ENDING_REACH || !document.source.read(end, length).every(isWhiteSpace))
    throw damaged('content behind the last %%EOF', end);
}

/**
 * Refuses two entries for one object: readers differ in which they take, so a seal would stand under
 * different documents.
 */
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
 * Refuses a file with an object that does not begin where its entry says. Readers that find such an object
 * rebuild the whole table by searching, each in its own way, and then show different documents.
 * Cross-reference streams are found by their offsets, so their entries do not matter.
 */
function expectObjectsInPlace(document: PdfDocument): void {
  const exempt = crossReferenceNumbers(document.revisions);
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

/** The facts that a person needs to place a seal in a document. */
export interface SealableDescription {
  /** The sizes as seen, in millimetres. */
  readonly pages: readonly { readonly widthMm: number; readonly heightMm: number }[];
  /** The fields that wait for a signature and are free to take one. */
  readonly emptyFields: readonly EmptyField[];
  readonly signatureCount: number;
}

/**
 * Describes a document before a place is chosen, and checks it as {@link prepareSeal} will.
 * @throws CodedError for what forbids every seal: as {@link expectSealable} and {@link expectAllowed}, PDF_CERTIFIED_NO_CHANGES
 *   and the codes of damage
 */
export function describeForSealing(document: PdfDocument): SealableDescription {
  expectSealable(document);
  const fields = signatureFields(document);
  if (forbidsChanges(document, fields)) {
    throw new CodedError('PDF_CERTIFIED_NO_CHANGES', 'certified against every change');
  }
  const empty = fields.filter(
    ({ name, readOnly, signature }) =>
      signature === null && !readOnly && !isFieldLocked(document, fields, name),
  );
  // A field that waits may be filled in where none may be added.
  expectAllowed(document, { newField: empty.length === 0, annotations: false });
  return {
    pages: Array.from(pages(document), (page) => {
      const { widthMm, heightMm } = pageGeometry(document, page);
      return { widthMm, heightMm };
    }),
    emptyFields: empty.map((field) => ({ name: field.name, place: fieldArea(document, field) })),
    signatureCount: fields.filter(({ signature }) => signature !== null).length,
  };
}
