import { z } from 'zod';
import type { AppError, ErrorCode, ErrorDetails } from '../../shared/errors.ts';
import { PIN_MISMATCH } from './tls-trust.ts';
import { readJson } from '../../core/bytes/json.ts';

/** Problem details (RFC 9457); other members are ignored. */
const problemSchema = z.object({
  type: z.string().max(500).default('about:blank'),
  title: z.string().max(2000).default(''),
  detail: z.string().max(2000).default(''),
  /** The platform's time, in `clock-differs`. */
  time: z.iso.datetime().optional(),
  /** A number of entries, in `head-needed`. */
  size: z.int().min(0).optional(),
});

const TIMEOUTS: ReadonlySet<string> = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
  // Of AbortSignal.timeout, for an exchange that has a time of its own within a request.
  'TimeoutError',
]);
/** Errors for answers that break HTTP itself. */
const BROKEN_ANSWERS = /^(HPE_|HTTPParserError|UND_ERR_(RES_CONTENT_LENGTH|HEADERS_OVERFLOW|RES_EXCEEDED))/;
/** Names that OpenSSL and BoringSSL give, through Node, to a refused certificate or handshake. */
const TLS = /CERT|SSL|TLS|UNABLE_TO_(VERIFY|GET)|SELF_SIGNED|HOSTNAME|^EPROTO$/;

/** Turns an error that the connection threw into a coded one. */
export function connectionError(error: unknown): AppError {
  const reason = reasonOf(error);
  return { code: codeOf(reason), details: { reason } };
}

function codeOf(reason: string): ErrorCode {
  if (TIMEOUTS.has(reason)) return 'PLATFORM_TIMEOUT';
  if (reason === PIN_MISMATCH || TLS.test(reason)) return 'PLATFORM_TLS_REFUSED';
  return BROKEN_ANSWERS.test(reason) ? 'PLATFORM_ANSWER_INVALID' : 'PLATFORM_UNREACHABLE';
}

/** Returns the innermost code. A message may name addresses and is not passed on. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.cause instanceof Error) return reasonOf(error.cause);
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/**
 * Turns an answer of 4xx or 5xx into a coded error.
 * @param now for a Retry-After that names a date
 */
export function refusal(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
  now: Date,
): AppError {
  if (status === 429 || status >= 500) {
    const retryAfterMs = retryAfter(headers['retry-after'], now);
    return { code: 'PLATFORM_BUSY', details: { status, ...(retryAfterMs === null ? {} : { retryAfterMs }) } };
  }
  const problem = problemOf(headers, body);
  const isOffered = problem['type'] !== 'urn:sealdesk:problem:not-offered';
  return { code: isOffered ? 'PLATFORM_REFUSED' : 'PLATFORM_NOT_OFFERED', details: { status, ...problem } };
}

function problemOf(headers: Readonly<Record<string, string>>, body: Uint8Array): ErrorDetails {
  if (!(headers['content-type'] ?? '').startsWith('application/problem+json')) return {};
  const parsed = problemSchema.safeParse(jsonOrNull(body));
  if (!parsed.success) return {};
  const { time, size, ...rest } = parsed.data;
  return { ...rest, ...(time === undefined ? {} : { time }), ...(size === undefined ? {} : { size }) };
}

/** Returns the JSON in some octets; null if they hold none. */
export function jsonOrNull(body: Uint8Array): unknown {
  try {
    return readJson(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return null;
  }
}

/** Returns the delay of a Retry-After in ms, given as seconds or as a date (RFC 9110 §10.2.3). */
function retryAfter(value: string | undefined, now: Date): number | null {
  if (value === undefined) return null;
  const delayMs = /^\d{1,7}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now.getTime();
  return Number.isFinite(delayMs) ? Math.max(delayMs, 0) : null;
}
