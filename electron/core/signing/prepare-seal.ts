import { CodedError } from '../../shared/errors.ts';
import { pictureImage, type PictureStyle, putSealAppearance } from '../pdf/appearance/seal-appearance.ts';
import { hasRgbIntent, pdfaPart } from '../pdf/conformance/pdfa-claim.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { IncrementBuilder } from '../pdf/increment/increment.ts';
import type { SeenRectangle } from '../pdf/pages/page-geometry.ts';
import { pageCount } from '../pdf/pages/page-tree.ts';
import { signatureFields, type SignatureField } from '../pdf/signatures/signature-fields.ts';
import { PDF_NULL, withEntries, type PdfReference } from '../pdf/syntax/objects.ts';
import { forbidsChanges, emptyField, freshFieldName } from './target-field.ts';
import { addAnnotation, addField, fillField, markSigned, newField, widgetEntries } from './form-changes.ts';
import { finishIncrement, type PreparedSignature } from './prepared-signature.ts';
import { placeInField, placeOnPage, type SealPlacement, type SealRequest } from './seal-request.ts';
import { expectSealable } from './sealable.ts';

/** Signature panels of other software show the name; ASCII is safe in all of them. */
const NAME_BASE = 'Seal';

/** A seal that is laid out, and the place at which its picture will be seen. */
export interface PreparedSeal extends PreparedSignature {
  readonly pageIndex: number;
  /** The number of pages of the document. */
  readonly pageCount: number;
  /** The area that the picture covers on its page as seen. */
  readonly seen: SeenRectangle;
}

interface Target {
  readonly fieldName: string;
  readonly placement: SealPlacement;
  /** The field; null if a new one is made. */
  readonly field: SignatureField | null;
}

/**
 * Runs the first stage of sealing: checks that the document allows it and lays out everything that is
 * appended.
 * @throws CodedError PDF_ENCRYPTED, PDF_DYNAMIC_FORM, PDF_CERTIFIED_NO_CHANGES, PAGE_NOT_FOUND,
 *   SEAL_OFF_PAGE, FIELD_NOT_FOUND, FIELD_ALREADY_SIGNED, FIELD_LOCKED, SEAL_PICTURE_UNSUPPORTED, and the
 *   codes of damage
 */
export function prepareSeal(document: PdfDocument, request: SealRequest): PreparedSeal {
  expectSealable(document);
  const fields = signatureFields(document);
  if (forbidsChanges(document, fields)) {
    throw new CodedError('PDF_CERTIFIED_NO_CHANGES', 'certified against every change');
  }
  const found = findTarget(document, fields, request);
  const builder = new IncrementBuilder(document);
  const signature = builder.allocate();
  putField(document, builder, found, request, signature);
  return finish(document, builder, found, request, signature);
}

function findTarget(
  document: PdfDocument,
  fields: readonly SignatureField[],
  { target, picture }: SealRequest,
): Target {
  if (target.kind === 'place') {
    const placement = placeOnPage(document, target, picture);
    return { placement, field: null, fieldName: freshFieldName(document, fields, NAME_BASE) };
  }
  const field = emptyField(document, fields, target.name);
  return { field, fieldName: field.name, placement: placeInField(document, field, picture) };
}

function putField(
  document: PdfDocument,
  builder: IncrementBuilder,
  target: Target,
  { picture }: SealRequest,
  signature: PdfReference,
): void {
  const { placement, field } = target;
  const image = pictureImage(picture.data, styleFor(document));
  const appearance = putSealAppearance(builder, image, placement.geometry, placement.rectangle, picture);
  if (field !== null) {
    fillField(builder, field, widgetEntries(placement, appearance, flagsOf(document, field)), signature);
    markSigned(document, builder);
    return;
  }
  const reference = builder.allocate();
  const entries = widgetEntries(placement, appearance, PDF_NULL);
  builder.put(reference, withEntries(newField(target.fieldName, placement, signature), entries));
  addAnnotation(document, builder, placement.page, reference);
  addField(document, builder, reference);
}

/** Keeps the conformity that a document claims, as far as the picture of a seal bears on it. */
function styleFor(document: PdfDocument): PictureStyle {
  const part = pdfaPart(document);
  return { isHard: part === 1, namesColours: part !== null && !hasRgbIntent(document) };
}

function flagsOf(document: PdfDocument, field: SignatureField) {
  return document.resolve(field.widgets[0]?.dictionary.entries.get('F'));
}

function finish(
  document: PdfDocument,
  builder: IncrementBuilder,
  { fieldName, placement }: Target,
  request: SealRequest,
  signature: PdfReference,
): PreparedSeal {
  const prepared = finishIncrement(builder, {
    sourceSize: document.source.size,
    fieldName,
    signature,
    entries: { ...request, format: 'seal' },
    documentId: request.documentId,
  });
  const { page, seen } = placement;
  return { ...prepared, pageIndex: page.index, pageCount: pageCount(document), seen };
}
