import type { Result } from '../../shared/result.ts';

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
