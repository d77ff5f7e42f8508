import { CodedError, type AppError } from '../shared/errors.ts';
import { failure, success, type Result } from '../shared/result.ts';
import {
  checked,
  mapTable,
  operationOf,
  zeroSecrets,
  type AnswerOf,
  type AnyOperation,
  type CallContext,
  type Emitters,
  type Handlers,
  type OperationName,
  type RequestOf,
  type Table,
} from './operation.ts';
import {
  clientMessageSchema,
  isFromClient,
  type CallMessage,
  type Port,
  type ServerMessage,
} from './ports.ts';

const INTERNAL: AppError = { code: 'INTERNAL' };

export interface ServerOptions {
  /**
   * Is told once of each broken invariant, whose answer is INTERNAL. Without it the description goes to the client in
   * place of an answer.
   */
  readonly report?: ((operation: string, error: unknown) => void) | undefined;
  /** Handles the next request only when the one before has been answered. */
  readonly inOrder?: boolean | undefined;
}

/**
 * Answers the calls of a table that arrive at a port. A request that the table refuses and anything that a handler
 * throws but a CodedError are answered INTERNAL. The secrets of a request are zeroed when it is answered.
 * @param handlers or what loads them, with the first call: a port must be listened to before messages arrive
 * @returns the table's events as functions that tell the client
 */
export function serve<T extends Table>(
  table: T,
  handlers: Handlers<T> | (() => Promise<Handlers<T>>),
  port: Port,
  { report, inOrder = false }: ServerOptions = {},
): Emitters<T> {
  const running = new Map<number, AbortController>();
  let previous: Promise<void> = Promise.resolve();
  const send = (message: ServerMessage): void => port.send(message);

  const answer = async (call: CallMessage): Promise<void> => {
    const { id } = call;
    const operation = operationOf(table, call.operation);
    const controller = new AbortController();
    running.set(id, controller);
    let broken: ServerMessage | undefined;
    const note = (error: unknown): void => {
      if (report === undefined) broken = { kind: 'broken', id, reason: describe(error) };
      else report(call.operation, error);
    };
    const context = contextOf(call, controller, (progress) => send({ kind: 'progress', id, progress }));
    const perform = async (request: unknown): Promise<Result<unknown>> => {
      const loaded = typeof handlers === 'function' ? await handlers() : handlers;
      return success(await handlerOf(loaded, call.operation)(request, context));
    };
    const result = await answerCall(operation, call.request, { perform, report: note });
    running.delete(id);
    try {
      send(broken ?? { kind: 'answer', id, result });
    } catch (error) {
      note(error);
      send(broken ?? { kind: 'answer', id, result: failure(INTERNAL) });
    }
    if (operation?.endsPort === true) port.end?.();
  };

  port.onMessage((message) => {
    if (!isFromClient(message)) return;
    const parsed = clientMessageSchema.safeParse(message);
    if (!parsed.success) return report?.('', parsed.error);
    const { data } = parsed;
    if (data.kind === 'cancel') return running.get(data.id)?.abort();
    previous = inOrder ? previous.then(() => answer(data)) : answer(data);
  });
  port.onEnd?.(() => running.forEach((controller) => controller.abort()));

  const emitters = mapTable(table, {
    event: (name) => (payload: unknown) => send({ kind: 'event', name, payload }),
  });
  // One function an event of the table, each of which takes that event's payload.
  return emitters as Emitters<T>;
}

/** Handlers that all work on one thing, such as a driver or a database. */
export type HandlersOn<T extends Table, Place> = {
  readonly [Name in OperationName<T>]: (
    place: Place,
    request: RequestOf<T[Name]>,
  ) => AnswerOf<T[Name]> | Promise<AnswerOf<T[Name]>>;
};

/**
 * Gives such handlers what they work on, with the same care around each of them.
 * @param around does the work with the thing, and what must be done before and after it
 */
export function handlersOn<T extends Table, Place>(
  table: T,
  handlers: HandlersOn<T, Place>,
  around: (
    work: (place: Place) => unknown,
    operation: OperationName<T>,
    request: RequestOf<T[OperationName<T>]>,
  ) => unknown,
): Handlers<T> {
  const derived = mapTable(table, {
    operation: (name) => (request: RequestOf<T[OperationName<T>]>) =>
      // The name is one of the table's operations.
      around((place) => handlerOf(handlers, name)(place, request), name as OperationName<T>, request),
  });
  // One function an operation, each of which ends in that operation's own handler.
  return derived as Handlers<T>;
}

export interface CallParts {
  /** Looks at a call before its schema does. Throws when it is not to be answered; absent, every one is. */
  readonly admit?: (operation: AnyOperation, request: unknown) => void;
  readonly perform: (request: unknown) => Promise<Result<unknown>> | Result<unknown>;
  readonly report: (error: unknown) => void;
}

/**
 * Answers one call: checks the request, performs it, turns what it throws into a failure, and zeroes the secrets.
 * @param operation null when the table has none of that name
 */
export async function answerCall(
  operation: AnyOperation | null,
  request: unknown,
  { admit, perform, report }: CallParts,
): Promise<Result<unknown>> {
  try {
    if (operation === null) throw new Error('an operation that the table does not have');
    admit?.(operation, request);
    return await perform(checked(operation.request, request));
  } catch (error) {
    if (error instanceof CodedError) return failure(error.toAppError());
    report(error);
    return failure(INTERNAL);
  } finally {
    if (operation !== null) zeroSecrets(operation, request);
  }
}

/** Returns a handler by its name. @throws when there is none */
export function handlerOf(handlers: object, name: string): (...parameters: unknown[]) => unknown {
  const handler: unknown = Reflect.get(handlers, name);
  if (typeof handler !== 'function') throw new Error(`no handler for ${name}`);
  return (...parameters) => Reflect.apply(handler, handlers, parameters) as unknown;
}

/** A cancelled handler notices by its signal, or with its next report of progress. */
function contextOf(
  { cancelled }: CallMessage,
  { signal }: AbortController,
  send: (progress: unknown) => void,
): CallContext<unknown> {
  return {
    signal,
    progress: (progress) => {
      const byMemory = cancelled !== undefined && Atomics.load(cancelled, 0) === 1;
      if (byMemory || signal.aborted) throw new CodedError('CANCELLED');
      send(progress);
    },
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
