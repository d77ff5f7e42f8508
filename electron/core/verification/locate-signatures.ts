import type { PdfDocument } from '../pdf/document.ts';
import { signatureFields } from '../pdf/signatures/signature-fields.ts';
import type { LocatedSignature } from './context.ts';

/** Every signed field of the newest revision, in the order of the form. @throws CodedError */
export function locateSignatures(document: PdfDocument): readonly LocatedSignature[] {
  return signatureFields(document).flatMap(({ name, widgets, signature }) =>
    signature === null ? [] : [{ field: name, widgets, dictionary: signature }],
  );
}
