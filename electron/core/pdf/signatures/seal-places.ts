import { askedOnce } from '../asked-once.ts';
import type { PdfDocument } from '../document.ts';
import { arrayEntry, placedDictionary, type PlacedDictionary } from '../forms/form-fields.ts';
import { textOf } from '../forms/text-string.ts';
import { pages, type Page } from '../pages/page-tree.ts';
import { isInteger, isName, type PdfDictionary, type PdfReference } from '../syntax/objects.ts';
import { signatureFields } from './signature-fields.ts';

/** The entry of a signature dictionary that lists the further places of its seal. */
export const PLACES_KEY = 'SDSK_Places';
/** The entry of a signature dictionary that lists what stands beside its seal, and of each of those: what it is. */
export const BESIDE_KEY = 'SDSK_Beside';
/** The value of that entry for the picture of a handwritten signature; that of a date is its text. */
export const HANDWRITING = 'Handwriting';
/** The entry of a place that names its signature dictionary. */
export const SIGNATURE_KEY = 'SDSK_Signature';
/** Print, ReadOnly, Locked and LockedContents (ISO 32000-2 table 167). */
export const PLACE_FLAGS = 4 | 64 | 128 | 512;

/** The entries that a place has. Any other may change what readers show. */
const ENTRIES: ReadonlySet<string> = new Set(['Type', 'Subtype', 'Rect', 'F', 'P', 'AP', SIGNATURE_KEY]);

const BESIDE_ENTRIES: ReadonlySet<string> = new Set([...ENTRIES, BESIDE_KEY]);

/** Lists the further places of a signature. @returns null for an entry that is no list of different objects */
export function listedPlaces(
  document: PdfDocument,
  signature: PdfDictionary,
): readonly PdfReference[] | null {
  return listedIn(document, signature, PLACES_KEY);
}

/** Lists what stands beside the seal of a signature, as {@link listedPlaces} does. */
export function listedBeside(
  document: PdfDocument,
  signature: PdfDictionary,
): readonly PdfReference[] | null {
  return listedIn(document, signature, BESIDE_KEY);
}

function listedIn(
  document: PdfDocument,
  signature: PdfDictionary,
  key: string,
): readonly PdfReference[] | null {
  const value = document.entry(signature, key);
  if (value.kind === 'null') return [];
  if (value.kind !== 'array') return null;
  const references = value.items.filter((item) => item.kind === 'reference');
  const numbers = new Set(references.map(({ objectNumber }) => objectNumber));
  return numbers.size === value.items.length ? references : null;
}

/** Returns a place that is what this program writes, of the signature that lists it; null for anything else. */
export function boundPlace(
  document: PdfDocument,
  reference: PdfReference,
  signature: PdfReference | null,
): PlacedDictionary | null {
  return boundAnnotation(document, reference, signature, ENTRIES);
}

/** What stands beside a seal: the picture of a handwritten signature, or a date by its text. */
export interface BoundBeside {
  readonly placed: PlacedDictionary;
  /** Null for a picture. */
  readonly date: string | null;
}

/** Returns what stands beside a seal, if it is what this program writes, of the signature that lists it; null for anything else. */
export function boundBeside(
  document: PdfDocument,
  reference: PdfReference,
  signature: PdfReference | null,
): BoundBeside | null {
  const placed = boundAnnotation(document, reference, signature, BESIDE_ENTRIES);
  const kind = placed?.dictionary.entries.get(BESIDE_KEY);
  if (placed === null) return null;
  if (kind?.kind === 'string') return { placed, date: textOf(kind) ?? '' };
  return isName(kind, HANDWRITING) ? { placed, date: null } : null;
}

function boundAnnotation(
  document: PdfDocument,
  reference: PdfReference,
  signature: PdfReference | null,
  allowed: ReadonlySet<string>,
): PlacedDictionary | null {
  const placed = placedDictionary(document, reference);
  if (placed === undefined || signature === null) return null;
  const { entries, duplicates } = placed.dictionary;
  const flags = entries.get('F');
  const isPlace =
    duplicates.length === 0 &&
    [...entries.keys()].every((key) => allowed.has(key)) &&
    isName(entries.get('Subtype'), 'Stamp') &&
    isInteger(flags) &&
    flags.value === PLACE_FLAGS &&
    namedSignature(placed.dictionary) === signature.objectNumber;
  return isPlace ? placed : null;
}

/** Returns the object number of the signature dictionary that an annotation names; null if it names none. */
function namedSignature({ entries }: PdfDictionary): number | null {
  const named = entries.get(SIGNATURE_KEY);
  return named?.kind === 'reference' ? named.objectNumber : null;
}

/** The pages that list each annotation, by its object number, as often as they do. */
type AnnotationPages = ReadonlyMap<number, readonly Page[]>;

/** Finds the pages that list each annotation, in one pass. @throws CodedError for a damaged page tree */
export const annotationPages = askedOnce(readPages);

function readPages(document: PdfDocument): AnnotationPages {
  const found = new Map<number, Page[]>();
  for (const page of pages(document)) {
    for (const item of arrayEntry(document, page.dictionary, 'Annots')) {
      if (item.kind !== 'reference') continue;
      const listed = found.get(item.objectNumber);
      if (listed === undefined) found.set(item.objectNumber, [page]);
      else listed.push(page);
    }
  }
  return found;
}

/** Lists the annotations of pages that say that they are places of a seal, each once. */
export const claimedPlaces = askedOnce(readClaims);

function readClaims(document: PdfDocument): readonly PlacedDictionary[] {
  const claims: PlacedDictionary[] = [];
  const met = new Set<number>();
  for (const page of pages(document)) {
    for (const item of arrayEntry(document, page.dictionary, 'Annots')) {
      if (item.kind === 'reference' && met.has(item.objectNumber)) continue;
      if (item.kind === 'reference') met.add(item.objectNumber);
      const placed = placedDictionary(document, item);
      if (placed?.dictionary.entries.has(SIGNATURE_KEY) === true) claims.push(placed);
    }
  }
  return claims;
}

/** The object numbers of the places that each signature of a field lists, by the number of its dictionary. */
type ListedNumbers = ReadonlyMap<number, ReadonlySet<number>>;

const listedNumbers = askedOnce(readLists);

function readLists(document: PdfDocument): ListedNumbers {
  const lists = new Map<number, ReadonlySet<number>>();
  for (const { signature } of signatureFields(document)) {
    if (signature === null || signature.reference === null) continue;
    const listed = [
      ...(listedPlaces(document, signature.dictionary) ?? []),
      ...(listedBeside(document, signature.dictionary) ?? []),
    ];
    const numbers = new Set(listed.map(({ objectNumber }) => objectNumber));
    lists.set(signature.reference.objectNumber, numbers);
  }
  return lists;
}

/**
 * Tells whether an annotation that says it is a place of a seal is one that the signature of a field lists. The verifier
 * judges what it shows, as it judges the field.
 */
export function isListedPlace(document: PdfDocument, { reference, dictionary }: PlacedDictionary): boolean {
  const named = namedSignature(dictionary);
  if (reference === null || named === null) return false;
  return listedNumbers(document).get(named)?.has(reference.objectNumber) === true;
}
