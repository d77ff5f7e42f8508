import type { AppError } from '../shared/errors.ts';
import { failure, success, type Result } from '../shared/result.ts';
import {
  checked,
  mapTable,
  operationOf,
  OVERWRITES,
  withoutSecrets,
  zeroSecrets,
  type AnyOperation,
  type CallOptions,
  type Client,
  type OperationName,
  type RequestOf,
  type Table,
} from './operation.ts';
import {
  isFromClient,
  serverMessageSchema,
  type CallMessage,
  type ClientMessage,
  type Port,
  type ServerMessage,
} from './ports.ts';

const CANCELLED: AppError = { code: 'CANCELLED' };

/** Why a call has no answer. All but a broken handler end the port, and every call in flight with it. */
export type NoAnswer =
  /** The port ended, the other side said what the table does not allow, or the handler broke. */
  | { readonly cause: 'ended' | 'malformed' | 'broken'; readonly reason: string }
  /** The answer took longer than its operation may. */
  | { readonly cause: 'late'; readonly deadlineMs: number };

/**
 * Returns the `failure` of a client whose server is a thread of this app's own code, so that a call without an answer
 * is a broken invariant.
 * @param server names it, for logs
 */
export function brokenInvariant(server: string): (why: NoAnswer) => Error {
  return (why) => new Error(why.cause === 'broken' ? why.reason : `${server} ended: ${JSON.stringify(why)}`);
}

export interface ClientOptions<T extends Table> {
  /**
   * What a call without an answer fails with. An Error is a broken invariant: the call rejects with it, so that it
   * reaches the caller's door and is logged there once.
   */
  failure(why: NoAnswer): AppError | Error;
  /** Is told of each end that nobody here asked for, before the calls in flight fail. */
  readonly onEnd?: ((why: NoAnswer) => void) | undefined;
  /** Sends the next call only when the one before has been answered; deadlines count from there. */
  readonly oneAtATime?: boolean | undefined;
  /** Leaves the secrets of a request to the caller, who needs them again and zeroes them. */
  readonly callerZeroesSecrets?: boolean | undefined;
  /** Other deadlines than the table's, for tests. */
  readonly deadlines?: Partial<Record<OperationName<T>, number>> | undefined;
}

export interface Connection<T extends Table> {
  readonly calls: Client<T>;
  /** Whether a port is open. */
  readonly isOpen: () => boolean;
  /**
   * Ends the port for good; calls in flight, in the queue and later ones fail with `error`.
   * @param farewell what an open port with no call in flight is asked first; it ends once that is answered or late
   */
  readonly stop: (error: AppError, farewell?: OperationName<T>) => void;
}

/**
 * The client of a table. The port is opened with the first call, and anew with the first one after it ended. A
 * call in flight when the port ends fails and is not repeated, but for operations that the table calls repeatable.
 * @param open starts the other side, or takes one end of a channel
 */
export function connect<T extends Table>(
  table: T,
  open: () => Port,
  options: ClientOptions<T>,
): Connection<T> {
  const line = new Line(table, open, options);
  const calls = mapTable(table, {
    operation: (name, operation) => (request: unknown, callOptions?: CallOptions<unknown>) =>
      line.call({ ...callOptions, name, operation, request }),
    event: (name) => (listener: (payload: unknown) => void) => line.listen(name, listener),
  });
  return {
    // Each function was made from the table's own entry, and answers are checked against that.
    calls: calls as Client<T>,
    isOpen: () => line.isOpen(),
    stop: (error, farewell) => line.stop(error, farewell),
  };
}

/**
 * One client in front of many: each call goes to the one that its request names.
 * @param name changes a failure so that whoever reads it knows whose it is
 */
export function routed<T extends Table>(
  table: T,
  route: (request: RequestOf<T[OperationName<T>]>) => Client<T>,
  name: (error: AppError, request: RequestOf<T[OperationName<T>]>) => AppError,
): Client<T> {
  const derived = mapTable(table, {
    operation: (operation) => async (request: RequestOf<T[OperationName<T>]>, options?: object) => {
      // Not an event, so that the client has a function of an operation under this name.
      const call = route(request)[operation] as (...parameters: unknown[]) => Promise<Result<unknown>>;
      const outcome = await call(request, options);
      return outcome.ok ? outcome : failure(name(outcome.error, request));
    },
  });
  // One function an operation; whoever routes has no events to listen to.
  return derived as Client<T>;
}

/** A call as it is asked. */
interface Asked extends CallOptions<unknown> {
  readonly name: string;
  readonly operation: AnyOperation;
  readonly request: unknown;
}

type Outcome = Result<unknown> | Error;

/** A call in flight. */
interface Pending extends Asked {
  readonly message: CallMessage;
  isRepeated: boolean;
  /** Resolves the call, or rejects it with an Error. */
  readonly settle: (outcome: Outcome) => void;
}

/** The calls in flight of one client, and the port that they go over. */
class Line<T extends Table> {
  readonly #table: T;
  readonly #open: () => Port;
  readonly #options: ClientOptions<T>;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Map<string, Set<(payload: unknown) => void>>();
  #port: Port | null = null;
  #previous: Promise<unknown> = Promise.resolve();
  #lastId = 0;
  #stopped: AppError | null = null;

  constructor(table: T, open: () => Port, options: ClientOptions<T>) {
    this.#table = table;
    this.#open = open;
    this.#options = options;
  }

  isOpen(): boolean {
    return this.#port !== null;
  }

  listen(name: string, listener: (payload: unknown) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  call(asked: Asked): Promise<Result<unknown>> {
    if (this.#options.oneAtATime !== true) return this.#exchange(asked);
    const answer = this.#previous.then(() => this.#exchange(asked));
    this.#previous = answer.catch(() => undefined);
    return answer;
  }

  stop(error: AppError, farewell = ''): void {
    const operation = operationOf(this.#table, farewell);
    const isIdle = this.#port !== null && this.#pending.size === 0;
    const said =
      isIdle && operation !== null ? this.#exchange({ name: farewell, operation, request: undefined }) : null;
    this.#stopped = error;
    const close = (): void => {
      this.#port?.end?.();
      this.#port = null;
      for (const call of this.#pending.values()) call.settle(failure(error));
    };
    if (said === null) close();
    else void said.finally(close);
  }

  #exchange(asked: Asked): Promise<Result<unknown>> {
    const { operation, request, signal } = asked;
    return new Promise((resolve, reject) => {
      const message = callMessage((this.#lastId += 1), asked);
      const cancel = (): void => this.#cancel(message);
      const deadline = this.#startDeadline(asked);
      const settle = (outcome: Outcome): void => {
        this.#pending.delete(message.id);
        clearTimeout(deadline);
        signal?.removeEventListener('abort', cancel);
        if (outcome instanceof Error) reject(outcome);
        else resolve(outcome);
      };
      const refusal = this.#stopped ?? (signal?.aborted === true ? CANCELLED : null);
      if (refusal === null) {
        const call = { ...asked, message, isRepeated: false, settle };
        this.#pending.set(message.id, call);
        signal?.addEventListener('abort', cancel);
        this.#send(call);
      } else {
        settle(failure(refusal));
      }
      // The port has its copy.
      if (this.#options.callerZeroesSecrets !== true) zeroSecrets(operation, request);
    });
  }

  #send({ message, settle }: Pending): void {
    try {
      this.#running().send(message);
    } catch (error) {
      settle(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /**
   * A late answer ends the whole port, so that it is not heard any more. The timer also keeps a command alive that has
   * nothing else to wait for.
   */
  #startDeadline({ name, operation }: Asked) {
    // The names in the options are those of the table.
    const others = this.#options.deadlines as Readonly<Record<string, number | undefined>> | undefined;
    const deadlineMs = others?.[name] ?? operation.deadlineMs;
    if (deadlineMs === null) return undefined;
    return setTimeout(() => this.#fail({ cause: 'late', deadlineMs }), deadlineMs);
  }

  #cancel({ id, cancelled }: CallMessage): void {
    if (cancelled !== undefined) Atomics.store(cancelled, 0, 1);
    else this.#port?.send({ kind: 'cancel', id } satisfies ClientMessage);
  }

  #running(): Port {
    if (this.#port !== null) return this.#port;
    const port = this.#open();
    this.#port = port;
    port.onMessage((message) => {
      if (this.#port === port && !isFromClient(message)) this.#receive(message);
    });
    port.onEnd?.((reason) => {
      if (this.#port === port) this.#fail({ cause: 'ended', reason });
    });
    return port;
  }

  #receive(message: unknown): void {
    let heed: () => void;
    try {
      heed = this.#meaningOf(serverMessageSchema.parse(message));
    } catch (error) {
      return this.#fail({ cause: 'malformed', reason: String(error) });
    }
    heed();
  }

  /** Returns what a message asks for. Throws when the table does not allow it. */
  #meaningOf(message: ServerMessage): () => void {
    if (message.kind === 'event') return this.#eventOf(message.name, message.payload);
    const call = this.#pending.get(message.id);
    if (call === undefined) return () => undefined;
    const { operation, onProgress } = call;
    if (message.kind === 'progress') {
      const progress = checked(operation.progress, message.progress);
      return () => onProgress?.(progress);
    }
    const outcome =
      message.kind === 'broken'
        ? this.#outcomeOf({ cause: 'broken', reason: message.reason })
        : checkedResult(operation, message.result);
    return () => {
      this.#overwrite(call);
      call.settle(outcome);
      if (operation.endsPort) this.#endedAsAsked();
    };
  }

  /**
   * The server ends now. What is asked from here on goes to another one; what it has not answered fails at once, so that
   * no deadline keeps a command alive whose work is done.
   */
  #endedAsAsked(): void {
    this.#port = null;
    const unanswered = this.#outcomeOf({ cause: 'ended', reason: 'as asked' });
    for (const call of [...this.#pending.values()]) call.settle(unanswered);
  }

  /** Writes over the channel's copies of a request's secrets. A call that has ended cannot be cancelled any more. */
  #overwrite({ operation, message }: Pending): void {
    const request = withoutSecrets(operation, message.request);
    if (request === null) return;
    for (let time = 0; time < OVERWRITES; time += 1)
      this.#port?.send({ ...message, kind: 'cancel', request });
  }

  #eventOf(name: string, payload: unknown): () => void {
    const entry = Object.hasOwn(this.#table, name) ? this.#table[name] : undefined;
    if (entry?.kind !== 'event') throw new Error('an event that the table does not have');
    const value = checked(entry.payload, payload);
    return () => this.#listeners.get(name)?.forEach((listener) => listener(value));
  }

  #fail(why: NoAnswer): void {
    const port = this.#port;
    this.#port = null;
    if (why.cause !== 'ended') port?.end?.();
    if (this.#stopped === null) this.#options.onEnd?.(why);
    for (const call of [...this.#pending.values()]) {
      if (why.cause === 'ended' && call.operation.repeatable && !call.isRepeated) {
        call.isRepeated = true;
        this.#send(call);
      } else {
        call.settle(this.#outcomeOf(why));
      }
    }
  }

  #outcomeOf(why: NoAnswer): Outcome {
    const found = this.#options.failure(why);
    return found instanceof Error ? found : failure(found);
  }
}

function checkedResult({ answer }: AnyOperation, result: Result<unknown>): Result<unknown> {
  return result.ok ? success(checked(answer, result.value)) : result;
}

function callMessage(id: number, { name, operation, request }: Asked): CallMessage {
  const message = {
    kind: 'call',
    id,
    operation: name,
    request: checked(operation.request, request),
  } as const;
  if (!operation.cancelledByMemory) return message;
  return { ...message, cancelled: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) };
}
