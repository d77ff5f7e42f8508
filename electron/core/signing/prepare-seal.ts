import { CodedError } from '../../shared/errors.ts';
import { putDate } from '../pdf/appearance/date-drawing.ts';
import {
  pictureImage,
  type PictureStyle,
  putPictureImage,
  putSealAppearance,
} from '../pdf/appearance/seal-appearance.ts';
import { hasRgbIntent, pdfaPart } from '../pdf/conformance/pdfa-claim.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { IncrementBuilder } from '../pdf/increment/increment.ts';
import type { PageGeometry, SeenRectangle } from '../pdf/pages/page-geometry.ts';
import { type Page, pageCount } from '../pdf/pages/page-tree.ts';
import { signatureFields, type SignatureField } from '../pdf/signatures/signature-fields.ts';
import { PDF_NULL, withEntries, type PdfDictionary, type PdfReference } from '../pdf/syntax/objects.ts';
import { forbidsChanges, emptyField, freshFieldName } from './target-field.ts';
import {
  addAnnotations,
  besideAnnotation,
  addField,
  fillField,
  furtherPlace,
  hiddenField,
  markSigned,
  type NewAnnotation,
  newField,
  widgetEntries,
} from './form-changes.ts';
import { planPlaces } from './place-plan.ts';
import type { BesidePlacement } from './plan-beside.ts';
import { finishIncrement, type PreparedSignature } from './prepared-signature.ts';
import { isSlice, placeInField, placeOnPage, type SealPlacement, type SealRequest } from './seal-request.ts';
import { expectAllowed, expectSealable } from './sealable.ts';

/** Signature panels of other software show the name; ASCII is safe in all of them. */
const NAME_BASE = 'Seal';

/** A seal that is laid out, and the place at which its picture will be seen. */
export interface PreparedSeal extends PreparedSignature {
  readonly pageIndex: number;
  /** The number of pages of the document. */
  readonly pageCount: number;
  /** Every place at which the seal will be seen. */
  readonly places: readonly ShownPlace[];
}

/** A place at which a seal is seen. */
export interface ShownPlace {
  /** By index from 0. */
  readonly page: number;
  readonly seen: SeenRectangle;
  /** True if it shows a part of the seal. */
  readonly isSlice: boolean;
}

/** The place of the field's widget. */
interface FieldPlace {
  readonly page: Page;
  readonly geometry: PageGeometry;
  /** What the widget shows; null for a widget of no size. */
  readonly shown: SealPlacement | null;
}

interface Target {
  readonly fieldName: string;
  readonly widget: FieldPlace;
  /** The field; null if a new one is made. */
  readonly field: SignatureField | null;
  /** The places that annotations beside the field show. */
  readonly further: readonly SealPlacement[];
  /** What stands beside the seal. */
  readonly beside: readonly BesidePlacement[];
}

/**
 * Runs the first stage of sealing: checks that the document allows it and lays out everything that is
 * appended.
 * @throws CodedError those of encryption and PDF_PERMISSION_DENIED, PDF_DYNAMIC_FORM, PDF_CERTIFIED_NO_CHANGES, FIELD_NOT_FOUND, FIELD_ALREADY_SIGNED,
 *   FIELD_LOCKED, SEAL_PICTURE_UNSUPPORTED, those of places (PAGE_NOT_FOUND, SEAL_OFF_PAGE, PAGE_SMALLER_THAN_SEAL,
 *   STRADDLE_TOO_FEW_PAGES, STRADDLE_SLICE_TOO_THIN, PLACES_TOO_MANY, KEYWORD_NOT_FOUND,
 *   KEYWORD_TOO_FEW, KEYWORD_ON_SCAN), and the codes of damage
 */
export function prepareSeal(document: PdfDocument, request: SealRequest): PreparedSeal {
  expectSealable(document);
  const fields = signatureFields(document);
  if (forbidsChanges(document, fields)) {
    throw new CodedError('PDF_CERTIFIED_NO_CHANGES', 'certified against every change');
  }
  const found = findTarget(document, fields, request);
  expectAllowed(document, { newField: found.field === null, annotations: found.further.length > 0 });
  const builder = new IncrementBuilder(document, request.random);
  const signature = builder.allocate();
  const put = putPlaces(document, builder, found, request, signature);
  return finish(document, builder, found, { request, signature, put });
}

function findTarget(
  document: PdfDocument,
  fields: readonly SignatureField[],
  { target, picture, signedAt, keywords: answers = [] }: SealRequest,
): Target {
  if (target.kind === 'field') return inField(document, fields, target.name, { picture, further: [] });
  if (target.kind === 'place') {
    const placement = placeOnPage(document, target, picture);
    return asNewField(document, fields, placement, [placement]);
  }
  const { placements, problems, beside } = planPlaces(document, target, picture, { answers, signedAt });
  const [problem] = problems;
  if (problem !== undefined) throw new CodedError(problem.error.code, 'a place', problem.error.details);
  if (target.field !== null) {
    return { ...inField(document, fields, target.field, { picture, further: placements }), beside };
  }
  // A field that shows a slice would look like a broken seal to software that knows no further places.
  const whole = placements.find((each) => !isSlice(each)) ?? placements[0];
  return { ...asNewField(document, fields, whole, placements), beside };
}

function inField(
  document: PdfDocument,
  fields: readonly SignatureField[],
  name: string,
  { picture, further }: Pick<SealRequest, 'picture'> & Pick<Target, 'further'>,
): Target {
  const field = emptyField(document, fields, name);
  const shown = placeInField(document, field, picture);
  return { field, fieldName: field.name, widget: { ...shown, shown }, further, beside: [] };
}

/** @param placements all of them, the widget's own too */
function asNewField(
  document: PdfDocument,
  fields: readonly SignatureField[],
  place: SealPlacement | undefined,
  placements: readonly SealPlacement[],
): Target {
  if (place === undefined) throw new CodedError('PAGE_NOT_FOUND', 'a list without a place');
  const isWhole = !isSlice(place);
  const { page, geometry } = place;
  return {
    field: null,
    fieldName: freshFieldName(document, fields, NAME_BASE),
    widget: { page, geometry, shown: isWhole ? place : null },
    further: placements.filter((each) => !isWhole || each !== place),
    beside: [],
  };
}

/** Puts the field with its widget and the annotations of the further places, which all share one image. */
function putPlaces(
  document: PdfDocument,
  builder: IncrementBuilder,
  target: Target,
  { picture }: SealRequest,
  signature: PdfReference,
): Ending['put'] {
  const image = putPictureImage(builder, pictureImage(picture.data, styleFor(document)));
  const annotations = putField(document, builder, target, { image, signature });
  const places = target.further.map((placement) => {
    const reference = builder.allocate();
    const appearance = putSealAppearance(builder, image, placement);
    builder.put(reference, furtherPlace(placement, appearance, signature));
    return { page: placement.page, reference };
  });
  const handwriting = onceEach((bytes) => putPictureImage(builder, pictureImage(bytes, styleFor(document))));
  const beside = target.beside.map((placement) => {
    const reference = builder.allocate();
    builder.put(reference, putBeside(builder, placement, { handwriting, signature }));
    return { page: placement.page, reference };
  });
  addAnnotations(document, builder, [...annotations, ...places, ...beside]);
  if (target.field === null) annotations.forEach(({ reference }) => addField(document, builder, reference));
  const references = (put: readonly NewAnnotation[]) => put.map(({ reference }) => reference);
  return { places: references(places), beside: references(beside) };
}

/** Puts a picture into the file for the first of the places that show it. */
function onceEach(put: (picture: Uint8Array) => PdfReference): (picture: Uint8Array) => PdfReference {
  const images = new Map<Uint8Array, PdfReference>();
  return (picture) => {
    const image = images.get(picture) ?? put(picture);
    images.set(picture, image);
    return image;
  };
}

interface BesideParts {
  /** Returns the image of the picture of a signature. */
  readonly handwriting: (picture: Uint8Array) => PdfReference;
  readonly signature: PdfReference;
}

function putBeside(
  builder: IncrementBuilder,
  placement: BesidePlacement,
  { handwriting, signature }: BesideParts,
): PdfDictionary {
  const { shown } = placement;
  if (shown.kind === 'date') {
    const drawn = putDate(builder, shown.text, placement.geometry);
    return besideAnnotation(placement, drawn, signature, shown.text);
  }
  const image = handwriting(shown.picture);
  const appearance = putSealAppearance(builder, image, { ...placement, whole: placement.seen });
  return besideAnnotation(placement, appearance, signature, null);
}

/** @returns the widget of a new field, which is to be added to its page */
function putField(
  document: PdfDocument,
  builder: IncrementBuilder,
  { field, fieldName, widget }: Target,
  { image, signature }: { readonly image: PdfReference; readonly signature: PdfReference },
): readonly NewAnnotation[] {
  const { page, shown } = widget;
  const appearance = shown === null ? null : putSealAppearance(builder, image, shown);
  if (field !== null) {
    if (shown === null || appearance === null) throw new Error('a field shows the seal');
    fillField(builder, field, widgetEntries(shown, appearance, flagsOf(document, field)), signature);
    markSigned(document, builder);
    return [];
  }
  const reference = builder.allocate();
  const dictionary =
    shown === null || appearance === null
      ? hiddenField(fieldName, widget, signature)
      : withEntries(newField(fieldName, widget, signature), widgetEntries(shown, appearance, PDF_NULL));
  builder.put(reference, dictionary);
  return [{ page, reference }];
}

/** Keeps the conformity that a document claims, as far as the picture of a seal bears on it. */
function styleFor(document: PdfDocument): PictureStyle {
  const part = pdfaPart(document);
  return { isHard: part === 1, namesColours: part !== null && !hasRgbIntent(document) };
}

function flagsOf(document: PdfDocument, field: SignatureField) {
  return document.resolve(field.widgets[0]?.dictionary.entries.get('F'));
}

interface Ending {
  readonly request: SealRequest;
  readonly signature: PdfReference;
  readonly put: Readonly<Record<'places' | 'beside', readonly PdfReference[]>>;
}

function finish(
  document: PdfDocument,
  builder: IncrementBuilder,
  { fieldName, widget, further }: Target,
  { request, signature, put }: Ending,
): PreparedSeal {
  const prepared = finishIncrement(builder, {
    sourceSize: document.source.size,
    fieldName,
    signature,
    entries: { ...request, format: 'seal', ...put },
  });
  const shown = widget.shown === null ? further : [widget.shown, ...further];
  return {
    ...prepared,
    pageIndex: widget.page.index,
    pageCount: pageCount(document),
    places: shown.map((each) => ({ page: each.page.index, seen: each.seen, isSlice: isSlice(each) })),
  };
}
