import { CodedError } from '../../shared/errors.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { pageGeometry } from '../pdf/pages/page-geometry.ts';
import { pages } from '../pdf/pages/page-tree.ts';
import { signatureFields } from '../pdf/signatures/signature-fields.ts';
import { forbidsChanges, isFieldLocked } from './field-locks.ts';
import { expectSealable } from './sealable.ts';

/** What a person must know of a document to place a seal in it. */
export interface SealableDescription {
  /** Sizes as seen, in millimetres. */
  readonly pages: readonly { readonly widthMm: number; readonly heightMm: number }[];
  /** Names of the fields that wait for a signature and are free to take one. */
  readonly emptyFields: readonly string[];
  readonly signatureCount: number;
}

/**
 * Looks at a document as {@link prepareSeal} will, before anything is chosen.
 * @throws CodedError for what forbids every seal: PDF_ENCRYPTED, PDF_DYNAMIC_FORM, PDF_CERTIFIED_NO_CHANGES and
 *   the codes of damage
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
  return {
    pages: Array.from(pages(document), (page) => {
      const { widthMm, heightMm } = pageGeometry(document, page);
      return { widthMm, heightMm };
    }),
    emptyFields: empty.map(({ name }) => name),
    signatureCount: fields.filter(({ signature }) => signature !== null).length,
  };
}
