import { z } from 'zod';
import type { PageRange } from '../../shared/page-range.ts';
import type { PlaceRule } from './seal-request.ts';
import { EDGES } from './straddle.ts';

// Places as files state them: requests for approval and presets. What a file says beyond this is refused.

/** A4 is 297 mm long; the largest page of PDF is about 5 km (ISO 32000-2 Annex C). */
export const millimetresSchema = z.number().min(0).max(10_000);

export const fieldNameSchema = z.string().min(1).max(1000);

/** Millimetres from the words of a keyword. */
const offsetSchema = z.number().min(-10_000).max(10_000);

const MOST_PAGES = 9_999_999;
const pageNumber = z.int().min(-MOST_PAGES).max(MOST_PAGES);

export const pagesSchema: z.ZodType<PageRange> = z
  .array(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.enum(['all', 'odd', 'even']) }),
      z.strictObject({ kind: z.literal('span'), from: pageNumber, to: pageNumber }),
    ]),
  )
  .min(1)
  .max(1000);

/** What is looked for. */
const keywordSchema = z.strictObject({ text: z.string().min(1).max(1000), isPattern: z.boolean() });

/** A rule of a list. A kind that this version does not know is refused at its `kind`. */
const ruleSchema: z.ZodType<PlaceRule> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('point'),
    pages: pagesSchema,
    xMm: millimetresSchema,
    yMm: millimetresSchema,
  }),
  z.strictObject({
    kind: z.literal('keyword'),
    pages: pagesSchema,
    keyword: keywordSchema,
    which: z.union([z.int().min(-9999).max(9999), z.literal('all')]),
    each: z.enum(['page', 'document']),
    dxMm: offsetSchema,
    dyMm: offsetSchema,
  }),
  z.strictObject({
    kind: z.literal('straddle'),
    edge: z.enum(EDGES),
    pages: pagesSchema,
    alongMm: millimetresSchema.nullable(),
    firstShare: z.number().min(0.01).max(0.99).nullable(),
    minimumMm: z.number().min(0.5).max(100),
    group: z.int().min(2).max(20_000).nullable(),
    facing: z.boolean(),
  }),
]);

/** The rules of one list. */
export const rulesSchema = z.array(ruleSchema).max(200);

/** Where something stands beside a seal. */
export const besideWhereSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('point'), xMm: millimetresSchema, yMm: millimetresSchema }),
  z.strictObject({
    ...{ kind: z.literal('keyword'), keyword: keywordSchema, which: z.int().min(-9999).max(9999) },
    ...{ dxMm: offsetSchema, dyMm: offsetSchema },
  }),
]);

/** What stands beside one seal, at most. */
export const MOST_BESIDE = 20;
