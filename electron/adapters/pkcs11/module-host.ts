import type { AppError } from '../../shared/errors.ts';
import type { TokenHostEnd } from '../../shared/model/token.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import {
  FINISH,
  tokenHostResponseSchema,
  tokenHostValueSchemas,
  type CallOf,
  type HostSettings,
  type TokenHostOperation,
  type TokenHostValue,
  type WireError,
} from './token-host-protocol.ts';
import type { StartTokenHost, TokenHostProcess } from './token-host-process.ts';

/** How long a call may take before its host is ended; a person may have to touch the key. */
export const CALL_DEADLINES_MS: Readonly<Record<TokenHostOperation, number>> = {
  list: 15_000,
  examine: 15_000,
  signDigest: 60_000,
  signRequest: 60_000,
  signStandard: 60_000,
  dropLogin: 15_000,
  keyPairs: 15_000,
  initialise: 60_000,
  generateKeyPair: 60_000,
  storeCertificate: 30_000,
  storeData: 30_000,
  changePin: 30_000,
  unblockPin: 30_000,
  beginReset: 15_000,
  prepareReset: 15_000,
  performReset: 60_000,
};

/** How long a module may take to end in good order: C_Finalize of some never returns. */
const FINISH_DEADLINE_MS = 2_000;

interface Pending {
  readonly id: number;
  readonly operation: TokenHostOperation;
  settle(outcome: Result<unknown>): void;
}

const MALFORMED: AppError = { code: 'TOKEN_HOST_CRASHED', details: { answer: 'malformed' } };

/** The host of one module: at most one call at a time, a fresh process after each end. */
export interface ModuleHost {
  call<Operation extends TokenHostOperation>(
    call: CallOf<Operation>,
  ): Promise<Result<TokenHostValue<Operation>>>;
  /** Ends the process for good, one with a call in flight at once; that call and later ones are CANCELLED. */
  stop(): void;
}

export interface ModuleHostOptions {
  readonly module: string;
  readonly start: StartTokenHost;
  readonly settings: HostSettings;
  readonly deadlines: Readonly<Record<TokenHostOperation, number>>;
  readonly onEnd: (end: TokenHostEnd) => void;
}

export function createModuleHost({
  module,
  start,
  settings,
  deadlines,
  onEnd,
}: ModuleHostOptions): ModuleHost {
  let host: TokenHostProcess | null = null;
  let pending: Pending | null = null;
  let previous: Promise<unknown> = Promise.resolve();
  let lastId = 0;
  let stopped = false;

  const settle = (outcome: Result<unknown>): void => {
    const waiting = pending;
    pending = null;
    waiting?.settle(outcome);
  };

  const end = (cause: TokenHostEnd['cause'], error: AppError): void => {
    const ended = host;
    host = null;
    ended?.kill();
    onEnd({ module, cause });
    settle(failure(error));
  };

  const receive = (message: unknown): void => {
    const outcome = pending === null ? null : outcomeIn(message, pending);
    if (outcome === 'malformed') return end('crashed', MALFORMED);
    if (outcome !== null) settle(outcome);
  };

  const running = (): TokenHostProcess => {
    if (host !== null) return host;
    const started = start();
    host = started;
    started.onMessage((message) => {
      if (host === started) receive(message);
    });
    started.onExit(() => {
      if (host === started) end('crashed', { code: 'TOKEN_HOST_CRASHED' });
    });
    return started;
  };

  const exchange = (call: CallOf<TokenHostOperation>): Promise<Result<unknown>> =>
    new Promise((resolve) => {
      if (stopped) return resolve(failure({ code: 'CANCELLED' }));
      const id = (lastId += 1);
      const deadline = setTimeout(
        () => end('timedOut', { code: 'TOKEN_TIMEOUT' }),
        deadlines[call.operation],
      );
      pending = {
        id,
        operation: call.operation,
        settle: (outcome) => {
          clearTimeout(deadline);
          resolve(outcome);
        },
      };
      running().send({ id, module, settings, call });
    });

  return {
    call: (call) => {
      const answer = previous.then(() => exchange(call));
      previous = answer;
      // outcomeIn has checked the value against this operation's schema.
      return answer as Promise<Result<never>>;
    },
    stop: () => {
      const last = host;
      host = null;
      stopped = true;
      if (pending !== null) last?.kill();
      else if (last !== null) finish(last);
      settle(failure({ code: 'CANCELLED' }));
    },
  };
}

/** Lets a host's module end in good order, for a while. */
function finish(host: TokenHostProcess): void {
  const deadline = setTimeout(() => host.kill(), FINISH_DEADLINE_MS);
  host.onExit(() => clearTimeout(deadline));
  host.send(FINISH);
}

/** What a message means for the call in flight; null where it answers no call. */
function outcomeIn(message: unknown, { id, operation }: Pending): Result<unknown> | 'malformed' | null {
  const response = tokenHostResponseSchema.safeParse(message);
  if (!response.success) return 'malformed';
  if (response.data.id !== id) return null;
  const { result } = response.data;
  if (!result.ok) return failure(appErrorOf(result.error));
  const value = tokenHostValueSchemas[operation].safeParse(result.value);
  return value.success ? success(value.data) : 'malformed';
}

/** As it crossed, without an absent `details`. */
export function appErrorOf({ code, details }: WireError): AppError {
  return details === undefined ? { code } : { code, details };
}
