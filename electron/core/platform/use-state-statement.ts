import { z } from 'zod';
import type { PlatformSchema } from '../../shared/platform-api/schema.ts';
import { SEAL_STATES, STATUS_EVENT_KINDS } from '../../shared/model/seal-standing.ts';

const time = z.iso.datetime();

/** An event of a seal, as platforms publish it. */
export const statusEventSchema = z.strictObject({
  number: z.int().min(1),
  kind: z.enum(STATUS_EVENT_KINDS),
  esId: z.string().min(1).max(200),
  state: z.enum(SEAL_STATES),
  since: time,
  reason: z.string().max(2000).nullable(),
  replacedBy: z.string().max(200).nullable(),
  lostSince: time.nullable(),
  receivedAt: time.nullable(),
  decidedAt: time.nullable(),
  publishedAt: time,
});

const serial = z.string().regex(/^[0-9a-f]{1,64}$/);

/**
 * The payload of use-state: what a platform knew of one seal, its certificate and its enterprise at a moment, with every
 * event of the seal after a number of its feed.
 */
export const useStateSchema: z.ZodType<PlatformSchema<'UseState'>> = z.strictObject({
  platform: z.string().min(1).max(100),
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
  esId: z.string().min(1).max(200),
  issuedAt: time,
  after: z.int().min(0).exactOptional(),
  head: z.int().min(0),
  events: z.array(statusEventSchema).max(1000),
  certificate: z.strictObject({ serial, revokedSince: time.nullable() }),
  enterprise: z.strictObject({
    name: z.string().max(2000),
    state: z.enum(['normal', 'revoked', 'cancelled']),
    since: time.nullable(),
    checkedAt: time,
  }),
});
