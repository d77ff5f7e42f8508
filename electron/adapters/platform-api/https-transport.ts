import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { type AppError, CodedError } from '../../shared/errors.ts';
import type { Language } from '../../shared/model/app-info.ts';
import type { OperationEnding, PlatformSettings } from '../../shared/model/platform.ts';
import { failure, type Result, resultOf, success } from '../../shared/result.ts';
import type { SystemProxy } from './connection.ts';
import { type DialectHosts, openExchange } from './dialects/dialects.ts';
import { type Exchange, TooLarge } from './line.ts';
import { endingIn } from './operation-endings.ts';
import { connectionError, refusal } from './transport-errors.ts';
import type { PlatformRequest, PlatformResponse, PlatformTransport } from './transport.ts';

const DEADLINE_MS = 30_000;
const NOT_MODIFIED = 304;

/** What a transport asks and tells of itself. */
export interface TransportHooks extends DialectHosts {
  /** Returns the language in which the platform is to say why it refuses; Chinese by default. */
  readonly language?: () => Language;
  /** Hears of each announced end of an operation, once for each operation. */
  readonly operationEnds?: (platformId: string, ending: OperationEnding) => void;
}

/** Reaches a platform over HTTPS, in the dialect that its settings name. Bodies and secrets are never logged, and no error carries them. */
export function httpsTransport(
  settings: PlatformSettings,
  proxy: SystemProxy,
  hooks: TransportHooks = {},
): PlatformTransport {
  const spoken = openExchange(settings, proxy, hooks);
  const patience = new Patience();
  const hear = hearing(settings.id, hooks);
  return {
    send: async (request) => {
      try {
        await spoken.ready(request);
      } catch (error) {
        return failure(errorOf(error, request));
      }
      const inLanguage = { ...request, headers: { ...accepted(hooks.language?.()), ...request.headers } };
      const once = async (): Promise<Result<PlatformResponse>> => {
        const deadlineMs = patience.deadlineMs(request);
        const answer = await exchange(spoken.exchange, { ...inLanguage, deadlineMs }, hear);
        patience.note(answer);
        return answer;
      };
      const first = await once();
      const waitMs = shortWait(first, request);
      if (waitMs === null) return first;
      await wait(waitMs, undefined, request.signal === undefined ? {} : { signal: request.signal }).catch(
        () => undefined,
      );
      return once();
    },
    close: () => spoken.close(),
  };
}

const accepted = (language: Language = 'zh-CN'): Record<string, string> => ({
  'accept-language': language === 'en' ? 'en, zh;q=0.5' : 'zh-CN, zh;q=0.9, en;q=0.5',
});

type Hear = (request: PlatformRequest, response: PlatformResponse) => void;

/** Hears the announced ends of operations in answers. */
function hearing(platformId: string, { operationEnds }: TransportHooks): Hear {
  const told = new Set<string>();
  return (request, { headers }) => {
    const ending = endingIn(request, headers);
    if (ending === null || told.has(ending.operation)) return;
    told.add(ending.operation);
    operationEnds?.(platformId, ending);
  };
}

/** A longer wait is the caller's to decide on, who may show it to a person. */
const LONGEST_OWN_WAIT_MS = 5_000;
const TOO_MANY_REQUESTS = 429;

/**
 * Returns how long to wait before a request is sent once more, which a platform has refused because there were too many;
 * null when it is not sent again: the platform names no time or a long one (longer than the answer itself may take where a person
 * waits), or a repetition might work twice.
 */
function shortWait(
  answer: Result<unknown>,
  { method, idempotencyKey, personWaits = false, deadlineMs = DEADLINE_MS }: PlatformRequest,
): number | null {
  if (answer.ok || answer.error.details?.['status'] !== TOO_MANY_REQUESTS) return null;
  const { retryAfterMs } = answer.error.details;
  const isRepeatable = method !== 'POST' || idempotencyKey !== undefined;
  if (!isRepeatable || typeof retryAfterMs !== 'number') return null;
  const longest = personWaits ? Math.min(LONGEST_OWN_WAIT_MS, deadlineMs) : LONGEST_OWN_WAIT_MS;
  return retryAfterMs <= longest ? retryAfterMs : null;
}

/** How long silence counts against a platform, and what it is given meanwhile where a person waits. */
const SILENCE_MS = 30_000;
const AFTER_SILENCE_MS = 1_000;

/**
 * Sealing asks a platform several questions. Each waits for seconds; a platform that did not answer the first one shall
 * not cost the person the others as well.
 */
class Patience {
  #silentAtMs = -Infinity;

  deadlineMs({ deadlineMs = DEADLINE_MS, personWaits = false }: PlatformRequest): number {
    const isSilent = performance.now() - this.#silentAtMs < SILENCE_MS;
    return personWaits && isSilent ? Math.min(deadlineMs, AFTER_SILENCE_MS) : deadlineMs;
  }

  note(answer: Result<PlatformResponse>): void {
    const code = answer.ok ? null : answer.error.code;
    if (code === 'CANCELLED') return;
    const isSilence = code === 'PLATFORM_TIMEOUT' || code === 'PLATFORM_UNREACHABLE';
    this.#silentAtMs = isSilence ? performance.now() : -Infinity;
  }
}

async function exchange(
  send: Exchange,
  request: PlatformRequest,
  hear: Hear,
): Promise<Result<PlatformResponse>> {
  const deadline = AbortSignal.timeout(request.deadlineMs ?? DEADLINE_MS);
  const signal = request.signal === undefined ? deadline : AbortSignal.any([deadline, request.signal]);
  try {
    const response = await send(request, signal);
    hear(request, response);
    return answerOf(response);
  } catch (error) {
    const isLate = deadline.aborted && request.signal?.aborted !== true;
    if (isLate) return failure({ code: 'PLATFORM_TIMEOUT', details: { reason: 'deadline' } });
    return failure(errorOf(error, request));
  }
}

/** Returns the coded error for what an exchange, or what makes ready for it, rejected with. */
function errorOf(error: unknown, { signal }: PlatformRequest): AppError {
  if (signal?.aborted === true) return { code: 'CANCELLED' };
  if (error instanceof TooLarge) return invalid('tooLarge');
  return error instanceof CodedError ? error.toAppError() : connectionError(error);
}

function answerOf(response: PlatformResponse): Result<PlatformResponse> {
  const { status, headers, body } = response;
  if ((status >= 200 && status < 300) || status === NOT_MODIFIED) return success(response);
  // A redirection would bypass the address, the certificate and the pins of the settings.
  if (status < 400) return failure(invalid('redirected'));
  return failure(refusal(status, headers, body, new Date()));
}

const invalid = (reason: string): AppError => ({ code: 'PLATFORM_ANSWER_INVALID', details: { reason } });

/** The transports to all platforms of a home, each made at its first use and shared by all callers. */
export interface PlatformTransports {
  /** @returns null if the settings do not name the platform */
  of(platformId: string): PlatformTransport | null;
  close(): Promise<void>;
}

/**
 * Makes the transports of a home from the settings of its platforms, which may change meanwhile.
 * @param refusal returns the reason why a platform may not be reached, asked before every request; null for none
 */
export function platformTransports(
  settings: readonly PlatformSettings[],
  proxy: () => SystemProxy,
  refusal: (platform: PlatformSettings, request: PlatformRequest) => Promise<AppError | null>,
  hooks: TransportHooks = {},
): PlatformTransports {
  const open = new Map<
    string,
    { readonly platform: PlatformSettings; readonly transport: PlatformTransport }
  >();
  return {
    of: (platformId) => {
      const platform = settings.find(({ id }) => id === platformId);
      if (platform === undefined) return null;
      const opened = open.get(platformId);
      if (opened !== undefined && isDeepStrictEqual(opened.platform, platform)) return opened.transport;
      // What is under way with the former settings ends by itself.
      const transport = guarded(httpsTransport(platform, proxy(), hooks), (request) =>
        refusal(platform, request),
      );
      open.set(platformId, { platform, transport });
      return transport;
    },
    close: async () => {
      await Promise.all([...open.values()].map(({ transport }) => transport.close()));
      open.clear();
    },
  };
}

/** Sends nothing while there is a refusal. */
function guarded(
  transport: PlatformTransport,
  refusal: (request: PlatformRequest) => Promise<AppError | null>,
): PlatformTransport {
  return {
    send: async (request) => {
      const refused = await resultOf(() => refusal(request));
      if (!refused.ok) return refused;
      return refused.value === null ? transport.send(request) : failure(refused.value);
    },
    close: () => transport.close(),
  };
}
