import type { AppError } from '../shared/errors.ts';
import { failure, success, type Result } from '../shared/result.ts';
import {
  checked,
  mapTable,
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

/** How a connection ended. */
export type PortEnd =
  | { readonly cause: 'ended'; readonly reason: string }
  /** An answer took longer than its operation may. */
  | { readonly cause: 'late'; readonly deadlineMs: number }
  /** The other side said what the table does not allow. */
  | { readonly cause: 'malformed'; readonly reason: string };

export interface ClientOptions<T extends Table> {
  /** What calls in flight fail with when the port ends. An Error is a broken invariant: they reject with it. */
  failure(end: PortEnd): AppError | Error;
  /** Is told of each end that nobody here asked for, before the calls in flight fail. */
  readonly onEnd?: ((end: PortEnd) => void) | undefined;
  /**
   * Rejects a call whose handler broke with an Error of the other side's description, instead of failing with INTERNAL.
   * For threads of this app's own code, so that a broken invariant reaches the caller's door and is logged there once.
   */
  readonly rejectsBroken?: boolean | undefined;
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
  const calls = mapTable(table, (name, entry) =>
    entry.kind === 'event'
      ? (listener: (payload: unknown) => void) => line.listen(name, listener)
      : (request: unknown, callOptions?: CallOptions<unknown>) =>
          line.call(name, entry, request, callOptions),
  );
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
  const derived = mapTable(table, (operation, entry) => {
    if (entry.kind === 'event') return undefined;
    return async (request: RequestOf<T[OperationName<T>]>, options?: CallOptions<unknown>) => {
      // Not an event, so that the client has a function of an operation under this name.
      const call = route(request)[operation] as (...parameters: unknown[]) => Promise<Result<unknown>>;
      const outcome = await call(request, options);
      return outcome.ok ? outcome : failure(name(outcome.error, request));
    };
  });
  // One function an operation; whoever routes has no events to listen to.
  return derived as Client<T>;
}

interface Pending {
  readonly operation: AnyOperation;
  readonly message: CallMessage;
  readonly onProgress: ((progress: unknown) => void) | undefined;
  /** Whether it is asked once more when the port ends. */
  repeatable: boolean;
  readonly settle: (outcome: Outcome) => void;
}

/** An Error is a broken invariant, which the call rejects with. */
type Outcome = Result<unknown> | Error;

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

  call(
    name: string,
    operation: AnyOperation,
    request: unknown,
    options: CallOptions<unknown> = {},
  ): Promise<Result<unknown>> {
    if (this.#options.oneAtATime !== true) return this.#exchange(name, operation, request, options);
    const answer = this.#previous.then(() => this.#exchange(name, operation, request, options));
    this.#previous = answer.catch(() => undefined);
    return answer;
  }

  stop(error: AppError, farewell?: string): void {
    const asksFirst = farewell !== undefined && this.#port !== null && this.#pending.size === 0;
    const said = asksFirst ? this.#say(farewell) : null;
    this.#stopped = error;
    if (said === null) this.#close(error);
    else void said.finally(() => this.#close(error));
  }

  #say(name: string): Promise<unknown> | null {
    const operation = this.#table[name];
    return operation?.kind === 'operation' ? this.#exchange(name, operation, undefined, {}) : null;
  }

  #close(error: AppError): void {
    const port = this.#port;
    this.#port = null;
    port?.end?.();
    for (const call of this.#pending.values()) call.settle(failure(error));
  }

  #exchange(
    name: string,
    operation: AnyOperation,
    request: unknown,
    { signal, onProgress }: CallOptions<unknown>,
  ): Promise<Result<unknown>> {
    const refused = this.#stopped ?? (signal?.aborted === true ? CANCELLED : null);
    return new Promise((resolve, reject) => {
      const message = callMessage((this.#lastId += 1), name, operation, checked(operation.request, request));
      const cancel = (): void => this.#cancel(message);
      const release = (): void => {
        this.#pending.delete(message.id);
        clearTimeout(deadline);
        signal?.removeEventListener('abort', cancel);
      };
      const settle = (outcome: Outcome): void => {
        release();
        if (outcome instanceof Error) reject(outcome);
        else resolve(outcome);
      };
      const deadline = this.#startDeadline(name, operation, message.id);
      try {
        if (refused !== null) return settle(failure(refused));
        const { repeatable } = operation;
        this.#pending.set(message.id, { operation, message, onProgress, repeatable, settle });
        signal?.addEventListener('abort', cancel);
        this.#running().send(message);
      } catch (error) {
        settle(error instanceof Error ? error : new Error(String(error)));
      } finally {
        // The port has its copy.
        if (this.#options.callerZeroesSecrets !== true) zeroSecrets(operation, request);
      }
    });
  }

  /** The timer also keeps a command alive that has nothing else to wait for. */
  #startDeadline(name: string, operation: AnyOperation, id: number) {
    // The names in the options are those of the table.
    const others = this.#options.deadlines as Readonly<Record<string, number | undefined>> | undefined;
    const deadlineMs = others?.[name] ?? operation.deadlineMs;
    if (deadlineMs === null) return undefined;
    return setTimeout(() => this.#overrun(id, { cause: 'late', deadlineMs }), deadlineMs);
  }

  /** Ends the whole port, if it can be ended, so that a late answer is not heard. */
  #overrun(id: number, end: PortEnd): void {
    if (this.#port?.end === undefined) this.#pending.get(id)?.settle(this.#outcomeOf(end));
    else this.#fail(end);
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
    const waiting = this.#pending.get(message.id);
    if (waiting === undefined) return () => undefined;
    const { operation, onProgress, settle } = waiting;
    if (message.kind === 'progress') {
      const progress = checked(operation.progress, message.progress);
      return () => onProgress?.(progress);
    }
    const { result, broken } = message;
    const outcome = result.ok ? success(checked(operation.answer, result.value)) : result;
    return () => {
      // The server ends now: what is asked from here on goes to another one.
      if (operation.endsPort) this.#port = null;
      const rejects = broken !== undefined && this.#options.rejectsBroken === true;
      settle(rejects ? new Error(broken) : outcome);
    };
  }

  #eventOf(name: string, payload: unknown): () => void {
    const entry = Object.hasOwn(this.#table, name) ? this.#table[name] : undefined;
    if (entry?.kind !== 'event') throw new Error('an event that the table does not have');
    const value = checked(entry.payload, payload);
    return () => this.#listeners.get(name)?.forEach((listener) => listener(value));
  }

  #fail(end: PortEnd): void {
    const port = this.#port;
    this.#port = null;
    if (end.cause !== 'ended') port?.end?.();
    if (this.#stopped === null) this.#options.onEnd?.(end);
    for (const call of [...this.#pending.values()]) {
      if (end.cause === 'ended' && call.repeatable) this.#repeat(call);
      else call.settle(this.#outcomeOf(end));
    }
  }

  #outcomeOf(end: PortEnd): Outcome {
    const found = this.#options.failure(end);
    return found instanceof Error ? found : failure(found);
  }

  #repeat(call: Pending): void {
    call.repeatable = false;
    this.#running().send(call.message);
  }
}

function callMessage(id: number, name: string, operation: AnyOperation, request: unknown): CallMessage {
  const message = { kind: 'call', id, operation: name, request } as const;
  if (!operation.cancelledByMemory) return message;
  return { ...message, cancelled: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) };
}
