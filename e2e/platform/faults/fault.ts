import { z } from 'zod';

/** What a platform can be made to do wrong; each is what a real network or a hostile one may do. */
export const faultSchema = z.discriminatedUnion('kind', [
  /** Waits before it answers. */
  z.object({ kind: z.literal('slow'), delayMs: z.int().min(0).max(600_000) }),
  /** Sends so many octets of the body and breaks the connection. */
  z.object({ kind: z.literal('cut'), afterBytes: z.int().min(0) }),
  /** Sends a shorter body than the real one, and says that this is its length. */
  z.object({ kind: z.literal('truncated'), toBytes: z.int().min(0) }),
  /** Fails with this status. */
  z.object({ kind: z.literal('status'), status: z.int().min(500).max(599) }),
  /** 429, with Retry-After. */
  z.object({ kind: z.literal('busy'), retryAfterSeconds: z.int().min(0) }),
  /** Something that is not of this interface, such as the page of a hotel's network. */
  z.object({ kind: z.literal('foreign') }),
  /** What was true once: the first answer of this run to the same address without its query. */
  z.object({ kind: z.literal('replayed') }),
  /** Octets of a signed list are changed. */
  z.object({ kind: z.literal('altered') }),
  /** A statement with the true payload, signed by a stranger. */
  z.object({ kind: z.literal('forged') }),
  /** The platform itself says, properly signed, a lower number than it did before. */
  z.object({ kind: z.literal('rolledBack') }),
  /** The platform itself leaves the first event of a page out. */
  z.object({ kind: z.literal('gap') }),
]);

export type Fault = z.infer<typeof faultSchema>;

/** A fault and when it happens. */
export const faultRuleSchema = z.object({
  /** The beginning of the paths that it befalls, such as "/v1/trust-list"; every path where it is "/". */
  path: z.string().startsWith('/').default('/'),
  fault: faultSchema,
  /** How often; without end where it is null. */
  times: z.int().min(1).nullable().default(null),
});

export type FaultRule = z.infer<typeof faultRuleSchema>;
