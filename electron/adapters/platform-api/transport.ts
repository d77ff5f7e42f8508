import type { z } from 'zod';
import { failure, type Result, success } from '../../shared/result.ts';
import { jsonOrNull } from './transport-errors.ts';

/** One request. Of `json` and `body` one at most is given. */
export interface PlatformRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** From '/v1/' on, every part that is no constant encoded with `encodeURIComponent`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly body?: Uint8Array;
  readonly contentType?: string;
  /** The whole value of the header, such as "Bearer …". Never logged. */
  readonly authorization?: string;
  /** Of a POST; the same for every repetition of it. */
  readonly idempotencyKey?: string;
  /** For the whole exchange; 30 s where absent. */
  readonly deadlineMs?: number;
  /** Above which an answer is not read; 16 MiB where absent. */
  readonly largestAnswer?: number;
  /** Ends the exchange with CANCELLED. */
  readonly signal?: AbortSignal;
}

/** An answer of 2xx, or 304. */
export interface PlatformResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * The way to one platform. Fails with PLATFORM_UNREACHABLE, PLATFORM_TLS_REFUSED, PLATFORM_TIMEOUT, PLATFORM_BUSY
 * (`retryAfterMs`, where the platform names a time), PLATFORM_REFUSED (`status`, and `type`, `title` and `detail`
 * of RFC 9457), PLATFORM_ANSWER_INVALID or CANCELLED. No redirection is followed, nothing is tried twice.
 */
export interface PlatformTransport {
  send(request: PlatformRequest): Promise<Result<PlatformResponse>>;
  /** Ends every exchange and lets the connections go. */
  close(): Promise<void>;
}

/**
 * Sends a request whose answer is JSON of a schema. Fails as the transport does, and with
 * PLATFORM_ANSWER_INVALID where the answer is something else.
 */
export async function sendForJson<T>(
  transport: PlatformTransport,
  request: PlatformRequest,
  schema: z.ZodType<T>,
): Promise<Result<T>> {
  const answer = await transport.send(request);
  return answer.ok ? parseJson(answer.value.body, schema) : answer;
}

/** The JSON in some octets. Fails with PLATFORM_ANSWER_INVALID and the path of what does not fit. */
export function parseJson<T>(body: Uint8Array, schema: z.ZodType<T>): Result<T> {
  const parsed = schema.safeParse(jsonOrNull(body));
  if (parsed.success) return success(parsed.data);
  const reason = `schema ${parsed.error.issues[0]?.path.join('.') ?? ''}`;
  return failure({ code: 'PLATFORM_ANSWER_INVALID', details: { reason } });
}
