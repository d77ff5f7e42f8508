import { CodedError } from '../../shared/errors.ts';
import { pictureImage } from '../pdf/appearance/picture-image.ts';
import { putSealAppearance } from '../pdf/appearance/seal-appearance.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { IncrementBuilder } from '../pdf/increment/increment.ts';
import type { SeenRectangle } from '../pdf/pages/page-geometry.ts';
import { signatureFields } from '../pdf/signatures/signature-fields.ts';
import type { SignatureField } from '../pdf/signatures/signature-fields.ts';
import { damaged } from '../pdf/syntax/damage.ts';
import { PDF_NULL, withEntries } from '../pdf/syntax/objects.ts';
import type { PdfReference } from '../pdf/syntax/objects.ts';
import { forbidsChanges } from './field-locks.ts';
import { addAnnotation, addField, markSigned, newField, widgetEntries } from './form-changes.ts';
import { placeInField, placeOnPage } from './seal-placement.ts';
import type { SealPlacement } from './seal-placement.ts';
import type { SealRequest } from './seal-request.ts';
import { expectSealable } from './sealable.ts';
import { byteRangeText, signatureObject } from './signature-object.ts';
import { emptyField, freshFieldName } from './target-field.ts';

/** A seal that is laid out but not yet hashed: what will follow the original bytes, but for the signature. */
export interface PreparedSeal {
  readonly stage: 'prepared';
  /** Length of the original, which the new bytes follow. */
  readonly sourceSize: number;
  readonly appended: Uint8Array;
  /** Start and length of both covered parts. */
  readonly byteRange: readonly [0, number, number, number];
  readonly fieldName: string;
  readonly pageIndex: number;
  /** What the picture covers on its page as seen. */
  readonly seen: SeenRectangle;
}

interface Target {
  readonly fieldName: string;
  readonly placement: SealPlacement;
  /** null where a new field is made. */
  readonly field: SignatureField | null;
}

/**
 * First stage of sealing: checks that the document allows it and lays out everything that is appended.
 * @throws CodedError PDF_ENCRYPTED, PDF_DYNAMIC_FORM, PDF_CERTIFIED_NO_CHANGES, PAGE_NOT_FOUND, SEAL_OFF_PAGE,
 *   FIELD_NOT_FOUND, FIELD_ALREADY_SIGNED, FIELD_LOCKED, SEAL_PICTURE_UNSUPPORTED, and the codes of damage
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
    return { placement, field: null, fieldName: freshFieldName(document, fields) };
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
  const image = pictureImage(picture.data);
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

function flagsOf(document: PdfDocument, field: SignatureField) {
  return document.resolve(field.widgets[0]?.dictionary.entries.get('F'));
}

/** Field and widget may be one dictionary or two. */
function fillField(
  builder: IncrementBuilder,
  field: SignatureField,
  shown: ReturnType<typeof widgetEntries>,
  signature: PdfReference,
): void {
  const widget = field.widgets[0];
  if (field.reference === null || widget === undefined || widget.reference === null) {
    throw damaged('field is not an object of its own');
  }
  if (widget.reference.objectNumber === field.reference.objectNumber) {
    builder.put(field.reference, withEntries(field.dictionary, { ...shown, V: signature }));
    return;
  }
  builder.put(field.reference, withEntries(field.dictionary, { V: signature }));
  builder.put(widget.reference, withEntries(widget.dictionary, shown));
}

function finish(
  document: PdfDocument,
  builder: IncrementBuilder,
  { fieldName, placement }: Target,
  request: SealRequest,
  signature: PdfReference,
): PreparedSeal {
  const object = signatureObject(signature, request);
  builder.putSerialized(signature, object.bytes);
  const increment = builder.finish(request.documentId);
  const sourceSize = document.source.size;
  const start = increment.offsetOf(signature);
  const gapStart = sourceSize + start + object.contentsStart;
  const gapEnd = sourceSize + start + object.contentsEnd;
  const total = sourceSize + increment.bytes.length;
  const byteRange = [0, gapStart, gapEnd, total - gapEnd] as const;
  const appended = increment.bytes.slice();
  appended.set(byteRangeText(byteRange), start + object.byteRangeOffset);
  const { page, seen } = placement;
  return { stage: 'prepared', sourceSize, appended, byteRange, fieldName, pageIndex: page.index, seen };
}
