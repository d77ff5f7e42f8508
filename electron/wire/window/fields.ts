import { z } from 'zod';
import {
  DATE_STYLES,
  LARGEST_HANDWRITING_MM,
  MOST_HANDWRITING_BYTES,
} from '../../shared/model/seal-places.ts';
import { MOST_COPIES } from '../../shared/model/register.ts';
import { bytes, operation, type Operation, type TypeOnly } from '../operation.ts';

/** An operation whose request is a file that the person dropped; only the preload learns its path. */
export interface FileOperation<Answer> extends Operation<string, Answer, never> {
  readonly takesFile: true;
}

/** The path of a dropped file, as the preload reads it from the File object. */
const droppedPath = z.string().min(1).max(32_767);

export function fileOperation<Answer>(answer: TypeOnly<Answer>): FileOperation<Answer> {
  return { ...operation({ request: droppedPath, answer }), takesFile: true };
}

/** An operation whose request is the files and folders that the person dropped together. */
export interface FilesOperation<Answer> extends Operation<readonly string[], Answer, never> {
  readonly takesFiles: true;
}

/** UTF-16 code units that one path has on average, at most. */
const PATH_CHARACTERS = 400;

/** @param most files at one time */
export function filesOperation<Answer>(most: number, answer: TypeOnly<Answer>): FilesOperation<Answer> {
  const request = z.array(droppedPath).min(1).max(most).readonly();
  const largest = { values: most + 1, characters: most * PATH_CHARACTERS };
  return { ...operation({ request, answer, largest }), takesFiles: true };
}

export const documentId = z.uuid();
export const documentOnly = z.strictObject({ id: documentId });

const millimetres = z.number().min(0).max(10_000);

const fieldName = z.string().min(1).max(1000);

/** One place of a seal. */
const singlePlace = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('place'), page: z.int().min(0), xMm: millimetres, yMm: millimetres }),
  z.strictObject({ kind: z.literal('field'), name: fieldName }),
]);

const MOST_PAGES = 9_999_999;
const pageNumber = z.int().min(-MOST_PAGES).max(MOST_PAGES);

const pageRange = z
  .array(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.enum(['all', 'odd', 'even']) }),
      z.strictObject({ kind: z.literal('span'), from: pageNumber, to: pageNumber }),
    ]),
  )
  .min(1)
  .max(1000)
  .readonly();

const keyword = z.strictObject({ text: z.string().min(1).max(1000), isPattern: z.boolean() });

const offset = z.number().min(-10_000).max(10_000);

/** A rule by which a seal is placed: at one point of each page of a range, where they have a keyword, or across their edges (骑缝章). */
const placeRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('point'), pages: pageRange, xMm: millimetres, yMm: millimetres }),
  z.strictObject({
    kind: z.literal('straddle'),
    edge: z.enum(['left', 'right', 'top', 'bottom']),
    pages: pageRange,
    alongMm: millimetres.nullable(),
    firstShare: z.number().min(0.01).max(0.99).nullable(),
    minimumMm: z.number().min(0.5).max(100),
    group: z.int().min(2).max(20_000).nullable(),
    facing: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('keyword'),
    pages: pageRange,
    keyword,
    which: z.union([z.int().min(-9999).max(9999), z.literal('all')]),
    each: z.enum(['page', 'document']),
    dxMm: offset,
    dyMm: offset,
  }),
]);

export type PlaceRule = z.infer<typeof placeRule>;

const besideWhere = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('point'), xMm: millimetres, yMm: millimetres }),
  z.strictObject({
    kind: z.literal('keyword'),
    keyword,
    which: z.int().min(-9999).max(9999),
    dxMm: offset,
    dyMm: offset,
  }),
]);

/** What stands beside a seal and is signed with it: the date of sealing, or the picture of a handwritten signature. */
const besideRule = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('date'),
    pages: pageRange,
    where: besideWhere,
    style: z.enum(DATE_STYLES).exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('handwriting'),
    pages: pageRange,
    where: besideWhere,
    picture: bytes.refine((picture) => picture.length <= MOST_HANDWRITING_BYTES),
    widthMm: z.number().min(0.1).max(LARGEST_HANDWRITING_MM.width),
    heightMm: z.number().min(0.1).max(LARGEST_HANDWRITING_MM.height),
  }),
]);

export type BesideRule = z.infer<typeof besideRule>;

/** What stands beside one seal. */
const MOST_BESIDE = 20;

/** Rules of one list; each may name a thousand spans of pages. */
const MOST_RULES = 200;

/** Room for lists of places, and for the pictures beside their seals, besides what every request may hold. */
export const WITH_PLACES = { values: 20_000, characters: 262_144, bytes: 4 * MOST_HANDWRITING_BYTES };

/** The places of a seal: one, or a list. */
export const sealTarget = z.discriminatedUnion('kind', [
  ...singlePlace.options,
  z.strictObject({
    kind: z.literal('list'),
    field: fieldName.nullable(),
    places: z.array(placeRule).max(MOST_RULES).readonly(),
    beside: z.array(besideRule).max(MOST_BESIDE).readonly().exactOptional(),
  }),
]);

export type SealTarget = z.infer<typeof sealTarget>;

export const tokenSerial = z.string().min(1).max(100);

/** SES_SealInfo.esID */
export const esId = z.string().min(1).max(200);

/** A seal on its key, and its places. */
export const placedSeal = z.strictObject({ tokenSerial, esId, target: sealTarget });

/** More seals than any document takes at once. */
export const MOST_SEALS = 20;

/** The seals of one act with their places, in their order. */
export const placedSeals = z.array(placedSeal).min(1).max(MOST_SEALS).readonly();

/** UTF-8 bytes, which the caller and main zero. */
export const pinBytes = bytes.refine((pin) => pin.length <= 128);

/** The password of an encrypted document in UTF-8, which the caller and main zero. */
export const documentPassword = bytes.refine((password) => password.length <= 512);

const particular = z.string().max(200);

/** What the person says of a use of a seal; '' when they say nothing. */
export const particulars = z.strictObject({
  purpose: particular,
  counterpart: particular,
  applicant: particular,
  approver: particular,
  keeper: particular,
  office: z
    .strictObject({
      contractNumber: particular.nullable(),
      copies: z.int().min(1).max(MOST_COPIES).nullable(),
      department: particular.nullable(),
      requestNumber: particular.nullable(),
    })
    .optional(),
});
