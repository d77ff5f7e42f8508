import { z } from 'zod';
import { APPROVED_LIST_VERSIONS, SCAN_KINDS } from '../../shared/model/approval.ts';
import {
  DATE_STYLES,
  LARGEST_HANDWRITING_MM,
  MOST_HANDWRITING_BYTES,
} from '../../shared/model/seal-places.ts';
import {
  besideWhereSchema,
  fieldNameSchema,
  millimetresSchema,
  MOST_BESIDE,
  pagesSchema,
  rulesSchema,
} from '../signing/place-schema.ts';

/** The bounds of the platform's interface, which a file that came by mail keeps to as well. */
export const line = z.string().min(1).max(200);
export const text = z.string().max(2000);
const sm3 = z.string().regex(/^[0-9a-f]{64}$/);
const time = z.iso.datetime();
const count = z.int().min(1);
const identifier = z.string().regex(/^[A-Za-z0-9._-]{1,100}$/);

/** What stands beside a seal, in the order of fields in which the approver signs it. */
const besideSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...{ kind: z.literal('date'), pages: pagesSchema, where: besideWhereSchema },
    style: z.enum(DATE_STYLES).nullable(),
  }),
  z.strictObject({
    ...{ kind: z.literal('handwriting'), pages: pagesSchema, where: besideWhereSchema },
    ...{ sm3, size: count.max(MOST_HANDWRITING_BYTES) },
    widthMm: z.number().min(0.1).max(LARGEST_HANDWRITING_MM.width),
    heightMm: z.number().min(0.1).max(LARGEST_HANDWRITING_MM.height),
  }),
]);

const target = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('place'),
    page: z.int().min(0).max(1_000_000),
    xMm: millimetresSchema,
    yMm: millimetresSchema,
  }),
  z.strictObject({ kind: z.literal('field'), name: fieldNameSchema }),
  z.discriminatedUnion('version', [
    z.strictObject({
      ...{ kind: z.literal('list'), version: z.literal(APPROVED_LIST_VERSIONS.withoutBeside) },
      ...{ field: fieldNameSchema.nullable(), places: rulesSchema },
    }),
    z.strictObject({
      ...{ kind: z.literal('list'), version: z.literal(APPROVED_LIST_VERSIONS.withBeside) },
      ...{ field: fieldNameSchema.nullable(), places: rulesSchema },
      beside: z.array(besideSchema).min(1).max(MOST_BESIDE),
    }),
  ]),
]);

/**
 * A name alone. It must not lead into another folder, nor hold a line break or a mark that hides a part of
 * it.
 */
const fileName = z
  .string()
  .min(1)
  .max(500)
  .regex(/^[^/\\\p{Cc}\u202A-\u202E\u2066-\u2069]+$/u)
  .refine((name) => name !== '.' && name !== '..');

/** The schema of one file of a request. */
export const itemSchema = z.strictObject({
  fileName,
  size: count,
  sm3,
  pages: count,
  esId: line,
  sealName: text,
  target,
  locks: z.literal(true).exactOptional(),
});

/** The schema of a request for approval. */
export const requestSchema = z.strictObject({
  id: identifier,
  enterprise: text,
  applicant: line,
  purpose: text,
  counterpart: text,
  requestedAt: time,
  validUntil: time,
  items: z.array(itemSchema).min(1).max(500),
});

/** The schema of a decision about a request. */
export const decisionSchema = z.strictObject({
  requestId: identifier,
  requestSm3: sm3,
  outcome: z.enum(['approved', 'rejected']),
  approver: line,
  decidedAt: time,
  comment: text,
});

/** The schema of a signed statement, whose parts are checked when it is opened. */
export const statementSchema = z.strictObject({
  payload: z.string().max(100_000),
  protected: z.string().max(100_000),
  signature: z.string().max(1000),
});

/** The schema of an approval on paper, with its scan. */
export const paperSchema = z.strictObject({
  number: line,
  date: z.iso.date(),
  approver: line,
  scan: z.strictObject({ fileName, kind: z.enum(SCAN_KINDS), size: count, sm3 }),
  recordedAt: time,
});
