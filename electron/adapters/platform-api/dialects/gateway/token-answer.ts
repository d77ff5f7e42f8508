import { z } from 'zod';
import { utf8Bytes } from '../../../../core/bytes/encodings.ts';
import { type AppError, CodedError } from '../../../../shared/errors.ts';
import type { Exchange } from '../../line.ts';
import { jsonOrNull, refusal } from '../../transport-errors.ts';
import type { PlatformResponse } from '../../transport.ts';

/** An address of the authorisation server. */
export const endpoint = z.url({ protocol: /^https$/ }).refine((url) => !/[?#@]/.test(url));

export const clientId = z.string().regex(/^[\x21-\x7e]{1,200}$/);

/** Scopes, parted by blanks (RFC 6749 §3.3). */
export const scope = z.string().regex(/^[\x20\x21\x23-\x5b\x5d-\x7e]{0,500}$/);

/** An access token, and when it ends by the clock of `performance.now()`. */
export interface Token {
  readonly value: string;
  readonly endsAtMs: number;
}

const answerSchema = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]{1,8192}$/),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number().min(0).max(31_536_000).optional(),
  scope: z.string().max(2000).optional(),
});

const refusalSchema = z.object({ error: z.string().regex(/^[a-z_]{1,60}$/) });

/** For an answer that names no time; a token that ends earlier is refused and fetched anew. */
const USUAL_SECONDS = 300;

const DEADLINE_MS = 10_000;
const LARGEST_ANSWER = 65_536;

/** What a token endpoint is asked. */
export interface TokenRequest {
  readonly form: URLSearchParams;
  /** The scopes that are asked for; fewer are not enough. */
  readonly scope: string;
  /** Absent where the form, or the certificate, makes the client known. */
  readonly authorization?: string;
}

/**
 * Has a token endpoint issue a token (RFC 6749 §5).
 * @param ask reaches the token endpoint
 * @throws CodedError PLATFORM_ACCESS_REFUSED, PLATFORM_BUSY, PLATFORM_ANSWER_INVALID; errors of the connection
 */
export async function askToken(
  ask: Exchange,
  { form, scope: asked, authorization }: TokenRequest,
): Promise<Token> {
  const answer = await ask(
    {
      ...{ method: 'POST', path: '', contentType: 'application/x-www-form-urlencoded' },
      ...{ headers: { accept: 'application/json' }, body: utf8Bytes(form.toString()) },
      largestAnswer: LARGEST_ANSWER,
      ...(authorization === undefined ? {} : { authorization }),
    },
    AbortSignal.timeout(DEADLINE_MS),
  );
  return tokenIn(answer, asked);
}

function tokenIn({ status, headers, body }: PlatformResponse, asked: string): Token {
  const read = jsonOrNull(body);
  if (status >= 400) throw codedOf(refusedBy(status, headers, read));
  const parsed = answerSchema.safeParse(read);
  if (status !== 200 || !parsed.success) throw codedOf(unreadable(status));
  const { access_token: value, expires_in: seconds = USUAL_SECONDS, scope: given = asked } = parsed.data;
  const granted = given.split(' ');
  if (asked.split(' ').some((each) => each !== '' && !granted.includes(each)))
    throw codedOf(refused('invalid_scope', status));
  return { value, endsAtMs: performance.now() + seconds * 1000 };
}

function refusedBy(status: number, headers: PlatformResponse['headers'], read: unknown): AppError {
  if (status === 429 || status >= 500) return refusal(status, headers, new Uint8Array(), new Date());
  const said = refusalSchema.safeParse(read);
  return said.success ? refused(said.data.error, status) : unreadable(status);
}

const refused = (reason: string, status: number): AppError => ({
  code: 'PLATFORM_ACCESS_REFUSED',
  details: { reason, status },
});

const unreadable = (status: number): AppError => ({
  code: 'PLATFORM_ANSWER_INVALID',
  details: { reason: 'access token', status },
});

const codedOf = ({ code, details }: AppError): CodedError => new CodedError(code, 'access token', details);
