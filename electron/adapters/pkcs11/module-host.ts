import type { AppError } from '../../shared/errors.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import {
  tokenHostResponseSchema,
  tokenHostValueSchemas,
  type CallOf,
  type TokenHostOperation,
  type TokenHostResponse,
  type TokenHostValue,
} from './token-host-protocol.ts';
import type { StartTokenHost, TokenHostEnd, TokenHostProcess } from './token-host-process.ts';

/** How long a call may take before its host is ended; a person may have to touch the key. */
export const CALL_DEADLINES_MS: Readonly<Record<TokenHostOperation, number>> = {
  list: 15_000,
  signDigest: 60_000,
  initialise: 60_000,
  generateKeyPair: 60_000,
  storeCertificate: 30_000,
  storeData: 30_000,
  changePin: 30_000,
  unblockPin: 30_000,
};

interface Pending {
  readonly id: number;
  settle(outcome: Result<unknown>): void;
}

/** The host of one module: at most one call at a time, a fresh process after each end. */
export interface ModuleHost {
  call<Operation extends TokenHostOperation>(
    call: CallOf<Operation>,
  ): Promise<Result<TokenHostValue<Operation>>>;
  stop(): void;
}

export interface ModuleHostOptions {
  readonly module: string;
  readonly start: StartTokenHost;
  readonly deadlines: Readonly<Record<TokenHostOperation, number>>;
  readonly onEnd: (end: TokenHostEnd) => void;
}

export function createModuleHost({ module, start, deadlines, onEnd }: ModuleHostOptions): ModuleHost {
  let process: TokenHostProcess | null = null;
  let pending: Pending | null = null;
  let previous: Promise<unknown> = Promise.resolve();
  let lastId = 0;

  const settle = (outcome: Result<unknown>): void => {
    const waiting = pending;
    pending = null;
    waiting?.settle(outcome);
  };

  const end = (cause: TokenHostEnd['cause'], error: AppError): void => {
    const ended = process;
    process = null;
    ended?.kill();
    onEnd({ module, cause });
    settle(failure(error));
  };

  const receive = (message: unknown): void => {
    const response = tokenHostResponseSchema.safeParse(message);
    if (!response.success)
      return end('crashed', { code: 'TOKEN_HOST_CRASHED', details: { answer: 'malformed' } });
    if (response.data.id === pending?.id) settle(resultIn(response.data));
  };

  const running = (): TokenHostProcess => {
    if (process !== null) return process;
    const started = start();
    process = started;
    started.onMessage((message) => {
      if (process === started) receive(message);
    });
    started.onExit(() => {
      if (process === started) end('crashed', { code: 'TOKEN_HOST_CRASHED' });
    });
    return started;
  };

  const exchange = (call: CallOf<TokenHostOperation>): Promise<Result<unknown>> =>
    new Promise((resolve) => {
      const id = (lastId += 1);
      const deadline = setTimeout(
        () => end('timedOut', { code: 'TOKEN_TIMEOUT' }),
        deadlines[call.operation],
      );
      pending = {
        id,
        settle: (outcome) => {
          clearTimeout(deadline);
          resolve(outcome);
        },
      };
      running().send({ id, module, call });
    });

  return {
    call: (call) => {
      const answer = previous.then(() => exchange(call)).then((outcome) => valueIn(call.operation, outcome));
      previous = answer;
      return answer;
    },
    stop: () => {
      const stopped = process;
      process = null;
      stopped?.kill();
      settle(failure({ code: 'CANCELLED' }));
    },
  };
}

function resultIn({ result }: TokenHostResponse): Result<unknown> {
  if (result.ok) return success(result.value);
  const { code, details } = result.error;
  return failure(details === undefined ? { code } : { code, details });
}

function valueIn<Operation extends TokenHostOperation>(
  operation: Operation,
  outcome: Result<unknown>,
): Result<TokenHostValue<Operation>> {
  if (!outcome.ok) return outcome;
  const value = tokenHostValueSchemas[operation].safeParse(outcome.value);
  if (!value.success) return failure({ code: 'TOKEN_HOST_CRASHED', details: { answer: 'malformed' } });
  return success(value.data as TokenHostValue<Operation>);
}
