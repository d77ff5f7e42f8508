import { z } from 'zod';
import { failure, type Result, success } from '../../shared/result.ts';
import { jsonOrNull } from './transport-errors.ts';

/** One request. It carries `json` or `body`, never both. */
export interface PlatformRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Begins with '/v1/'; every variable part is encoded with `encodeURIComponent`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly body?: Uint8Array;
  readonly contentType?: string;
  /** The whole value of the header, such as "Bearer …". It is never logged. */
  readonly authorization?: string;
  /** Stays the same for every repetition of a POST. */
  readonly idempotencyKey?: string;
  /** For the whole exchange; 30 s by default. */
  readonly deadlineMs?: number;
  /** A person waits for the answer with a document: a platform that was silent just now gets a second, no more. */
  readonly personWaits?: boolean;
  /** A larger answer is not read; 16 MiB by default. */
  readonly largestAnswer?: number;
  /** Ends the exchange with CANCELLED. */
  readonly signal?: AbortSignal;
}

/** Returns the query of a request as it is sent, without the question mark; empty when there is none. */
export function queryOf({ query = {} }: Pick<PlatformRequest, 'query'>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) parameters.set(name, String(value));
  return parameters.toString();
}

/** An answer of 2xx, or 304. */
export interface PlatformResponse {
  readonly status: number;
  /** The names are in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * Reaches one platform. Fails with PLATFORM_UNREACHABLE, PLATFORM_TLS_REFUSED, PLATFORM_TIMEOUT, PLATFORM_BUSY
 * (`retryAfterMs`, if the platform names a time), PLATFORM_REFUSED (`status`, and `type`, `title`, `detail`
 * and, where the interface has them, `time` and `size` of RFC 9457), PLATFORM_NOT_OFFERED, PLATFORM_ANSWER_INVALID or
 * CANCELLED. No redirection is followed. What may be repeated is sent once more after a wait that the platform asks for (429)
 * and that is short; nothing else is tried twice.
 */
export interface PlatformTransport {
  send(request: PlatformRequest): Promise<Result<PlatformResponse>>;
  /** Ends every exchange and closes the connections. */
  close(): Promise<void>;
}

/**
 * Sends a request and parses its answer as JSON of a schema. Fails with the codes of the transport, and with
 * PLATFORM_ANSWER_INVALID if the answer does not fit.
 */
export async function sendForJson<T>(
  transport: PlatformTransport,
  request: PlatformRequest,
  schema: z.ZodType<T>,
): Promise<Result<T>> {
  const answer = await transport.send(request);
  return answer.ok ? parseJson(answer.value.body, schema) : answer;
}

const encoded = z.string().regex(/^[A-Za-z0-9_-]*$/);

/** The schema of an answer that is a statement; opening it checks its parts. */
export const statementAnswer = z.object({ payload: encoded, protected: encoded, signature: encoded });

/** Parses JSON of a schema. Fails with PLATFORM_ANSWER_INVALID and the path of the first member that does not fit. */
export function parseJson<T>(body: Uint8Array, schema: z.ZodType<T>): Result<T> {
  const parsed = schema.safeParse(jsonOrNull(body));
  if (parsed.success) return success(parsed.data);
  const reason = `schema ${parsed.error.issues[0]?.path.join('.') ?? ''}`;
  return failure({ code: 'PLATFORM_ANSWER_INVALID', details: { reason } });
}
