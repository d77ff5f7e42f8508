import { shownBeside } from '../../pdf/appearance/shown-beside.ts';
import { shownPlace } from '../../pdf/appearance/shown-place.ts';
import { shownOnPage } from '../../pdf/appearance/shown-seal.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import type { PlacedDictionary } from '../../pdf/forms/form-fields.ts';
import {
  annotationPages,
  type BoundBeside,
  boundBeside,
  boundPlace,
  listedBeside,
  listedPlaces,
} from '../../pdf/signatures/seal-places.ts';
import { type SignatureField, signatureFields } from '../../pdf/signatures/signature-fields.ts';
import type { PdfReference } from '../../pdf/syntax/objects.ts';
import { forbidsChanges, isFieldLocked, isFutureFieldLocked } from '../../signing/target-field.ts';
import type { Versions } from './changes.ts';
import { type Explanation, extension, modified, NOTHING, together, unexplained } from './finding.ts';

/** The signature fields that got their signature after the sealed version, with their object numbers. */
export interface NewSignatures {
  readonly added: readonly SignatureField[];
  readonly filled: readonly SignatureField[];
  /** Empty fields that show nothing, which the software of a signer has added for the next one. */
  readonly offered: readonly SignatureField[];
  /** The fields that were added with a signature, or empty beside one. */
  readonly addedFields: ReadonlySet<number>;
  /** The fields that stood empty in the sealed version. */
  readonly filledFields: ReadonlySet<number>;
  /** The widgets of those fields, and the annotations that show further places of the seals. */
  readonly addedWidgets: ReadonlySet<number>;
  readonly filledWidgets: ReadonlySet<number>;
  /** The further places of the new signatures; null for one that is not what this program writes. */
  readonly places: readonly (PlacedDictionary | null)[];
  /** What stands beside them; null for what is not what this program writes. */
  readonly beside: readonly (BoundBeside | null)[];
}

/** Finds the signature fields that got their signature after the sealed version. */
export function newSignatures({ before, after }: Versions): NewSignatures {
  const old = new Map(signatureFields(before).map((field) => [numberOf(field), field]));
  const all = signatureFields(after);
  const signed = all.filter(({ signature }) => signature !== null);
  const added = signed.filter((field) => !old.has(numberOf(field)));
  const filled = signed.filter((field) => old.get(numberOf(field))?.signature === null);
  const offered =
    added.length + filled.length === 0
      ? []
      : all.filter((field) => !old.has(numberOf(field)) && isEmpty(after, field));
  const places = listedBy({ before, after }, [...added, ...filled], PLACES);
  const beside = listedBy({ before, after }, [...added, ...filled], BESIDE);
  return {
    places,
    beside,
    added,
    filled,
    offered,
    addedFields: fieldNumbers([...added, ...offered]),
    filledFields: fieldNumbers(filled),
    addedWidgets: new Set([
      ...widgetNumbers([...added, ...offered]),
      ...placeNumbers(places),
      ...placeNumbers(beside.map((each) => each?.placed ?? null)),
    ]),
    filledWidgets: widgetNumbers(filled),
  };
}

/** A list of a signature, and how what it lists is read. */
interface Listing<Bound> {
  readonly list: typeof listedPlaces;
  readonly read: (
    document: PdfDocument,
    reference: PdfReference,
    signature: PdfReference | null,
  ) => Bound | null;
}

const PLACES: Listing<PlacedDictionary> = { list: listedPlaces, read: boundPlace };
const BESIDE: Listing<BoundBeside> = { list: listedBeside, read: boundBeside };

/** Returns what new signatures list. An object of the sealed version is no part of a later seal. */
function listedBy<Bound>(
  { before, after }: Versions,
  fields: readonly SignatureField[],
  { list, read }: Listing<Bound>,
): readonly (Bound | null)[] {
  return fields.flatMap(({ signature }) => {
    const listed = signature === null ? [] : list(after, signature.dictionary);
    if (listed === null) return [null];
    return listed.map((reference) =>
      isNew(before, reference) ? read(after, reference, signature?.reference ?? null) : null,
    );
  });
}

function isNew(before: PdfDocument, { objectNumber }: PdfReference): boolean {
  const entry = before.locate(objectNumber)?.entry;
  return entry === undefined || entry.kind === 'free';
}

function placeNumbers(places: readonly (PlacedDictionary | null)[]): readonly number[] {
  return places.flatMap((place) => place?.reference?.objectNumber ?? []);
}

function isEmpty(document: PdfDocument, field: SignatureField): boolean {
  if (document.resolve(field.value).kind !== 'null') return false;
  return field.widgets.every((widget) => shownOnPage(document, widget).kind === 'nothing');
}

/** Returns a field's number; -1 for a field inside another object, which no sealing software writes. */
function numberOf({ reference }: SignatureField): number {
  return reference?.objectNumber ?? -1;
}

function fieldNumbers(fields: readonly SignatureField[]): ReadonlySet<number> {
  return new Set(fields.map(numberOf).filter((number) => number >= 0));
}

function widgetNumbers(fields: readonly SignatureField[]): ReadonlySet<number> {
  return new Set(
    fields.flatMap(({ widgets }) =>
      widgets.flatMap(({ reference }) => (reference === null ? [] : [reference.objectNumber])),
    ),
  );
}

/**
 * Explains later signatures: the earlier ones must allow them, and what they show must stay within their rectangle and
 * be the same at all times. Their own checks compare it with their seal. It may cover the page's own (shadow attacks):
 * the earlier signatures rest on whoever answers for it, see `shown-since.ts`.
 */
export function explainNewSignatures(
  { before, after }: Versions,
  { added, filled, offered, places, beside }: NewSignatures,
): Explanation {
  const fields = [...added, ...filled];
  if (fields.length === 0) return NOTHING;
  return together([
    explainPermission(before, { existing: filled, fresh: [...added, ...offered] }),
    ...(offered.length > 0 ? [extension()] : []),
    ...[...added, ...offered].flatMap((field) => [field, ...field.widgets]).map(explainActions),
    ...fields.flatMap((field) => field.widgets).map((widget) => explainAppearance(after, widget)),
    ...places.map((place) => explainPlace(after, place)),
    ...beside.map((each) => explainBeside(after, each)),
  ]);
}

/**
 * Checks certifications and locks (ISO 32000-2 §12.8.2.2 and §12.8.2.4) of the earlier version when it was
 * sealed.
 */
function explainPermission(
  before: PdfDocument,
  { existing, fresh }: Readonly<Record<'existing' | 'fresh', readonly SignatureField[]>>,
): Explanation {
  const old = signatureFields(before);
  if (forbidsChanges(before, old)) return modified('certification');
  const isLocked =
    existing.some(({ name }) => isFieldLocked(before, old, name)) ||
    fresh.some(({ name }) => isFutureFieldLocked(before, old, name));
  return isLocked ? modified('lockedField') : NOTHING;
}

/**
 * Refuses a new field that acts when it is pointed at or clicked; a field that stood empty keeps its sealed
 * actions.
 */
function explainActions({ dictionary }: PlacedDictionary): Explanation {
  const acts = dictionary.entries.has('A') || dictionary.entries.has('AA');
  return acts ? unexplained('signature.action') : NOTHING;
}

function explainAppearance(after: PdfDocument, widget: PlacedDictionary): Explanation {
  return shownOnPage(after, widget).kind === 'unknown' ? unexplained('signature.appearance') : NOTHING;
}

/** A date or a picture of the size of a signature; the new seal's own check judges it. */
function explainBeside(after: PdfDocument, beside: BoundBeside | null): Explanation {
  const [page] = annotationPages(after).get(beside?.placed.reference?.objectNumber ?? -1) ?? [];
  const isKnown = beside !== null && page !== undefined && shownBeside(after, beside, page) !== null;
  return isKnown ? NOTHING : unexplained('signature.appearance');
}

/** A place shows one image that stays in its rectangle; the new seal's own check compares it with the seal. */
function explainPlace(after: PdfDocument, place: PlacedDictionary | null): Explanation {
  const number = place?.reference?.objectNumber ?? -1;
  const [page] = annotationPages(after).get(number) ?? [];
  const isKnown = place !== null && page !== undefined && shownPlace(after, place.dictionary, page) !== null;
  return isKnown ? NOTHING : unexplained('signature.appearance');
}
