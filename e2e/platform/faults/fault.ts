import { z } from 'zod';

/** The faults of a platform. A real or a hostile network may cause each of them. */
export const faultSchema = z.discriminatedUnion('kind', [
  /** Waits before it answers. */
  z.object({ kind: z.literal('slow'), delayMs: z.int().min(0).max(600_000) }),
  /** Sends this many octets of the body and breaks the connection. */
  z.object({ kind: z.literal('cut'), afterBytes: z.int().min(0) }),
  /** Sends a shorter body than the real one and states the shorter length. */
  z.object({ kind: z.literal('truncated'), toBytes: z.int().min(0) }),
  /** Fails with this status. */
  z.object({ kind: z.literal('status'), status: z.int().min(500).max(599) }),
  /** 429, with Retry-After. */
  z.object({ kind: z.literal('busy'), retryAfterSeconds: z.int().min(0) }),
  /** Answers as ever, and announces the end of the operation (RFC 9745, RFC 8594). */
  z.object({ kind: z.literal('deprecated'), since: z.iso.datetime(), sunset: z.iso.datetime().nullable() }),
  /** Answers with something foreign, such as the page of a hotel's network. */
  z.object({ kind: z.literal('foreign') }),
  /** Sends the first answer of this run to the same address without its query. */
  z.object({ kind: z.literal('replayed') }),
  /** Changes octets of a signed list. */
  z.object({ kind: z.literal('altered') }),
  /** Sends a statement with the true payload, signed by a stranger. */
  z.object({ kind: z.literal('forged') }),
  /** Sends the true payload, signed by a signer of the platform whose time is over. */
  z.object({ kind: z.literal('formerSigner') }),
  /** The platform itself signs a lower number than before. */
  z.object({ kind: z.literal('rolledBack') }),
  /** The platform itself leaves out the first event of a page. */
  z.object({ kind: z.literal('gap') }),
]);

export type Fault = z.infer<typeof faultSchema>;

/** A fault and the requests that it applies to. */
export const faultRuleSchema = z.object({
  /** The beginning of the affected paths, such as "/v1/trust-list"; "/" for every path. */
  path: z.string().startsWith('/').default('/'),
  fault: faultSchema,
  /** The number of affected requests; null for no end. */
  times: z.int().min(1).nullable().default(null),
});

export type FaultRule = z.infer<typeof faultRuleSchema>;
