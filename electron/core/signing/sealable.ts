import { CodedError } from '../../shared/errors.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { isWhiteSpace } from '../pdf/syntax/characters.ts';
import { damaged } from '../pdf/syntax/damage.ts';

/**
 * Refuses files that must not, or cannot safely, be appended to.
 * @throws CodedError PDF_ENCRYPTED, PDF_DYNAMIC_FORM, PDF_DAMAGED
 */
export function expectSealable(document: PdfDocument): void {
  if (document.encrypted) throw new CodedError('PDF_ENCRYPTED', 'encrypted');
  const { catalog } = document;
  const needsRendering = document.entry(catalog, 'NeedsRendering');
  if (needsRendering.kind === 'boolean' && needsRendering.value) {
    throw new CodedError('PDF_DYNAMIC_FORM', 'dynamic XFA form');
  }
  expectCleanEnding(document);
}

/**
 * Text behind the last `%%EOF` is ignored by some readers and shown by others, so a seal would cover what the
 * signer did not see.
 */
function expectCleanEnding(document: PdfDocument): void {
  const end = document.revisions.at(-1)?.end;
  if (end === null || end === undefined) return;
  const rest = document.source.read(end, document.source.size - end);
  if (!rest.every(isWhiteSpace)) throw damaged('content behind the last %%EOF', end);
}
