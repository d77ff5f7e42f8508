import { unwrap, type Result } from '../shared/result.ts';
import { operation, typeOnly, type CallContext, type CallOptions, type Operation } from './operation.ts';
import { handlerOf } from './server.ts';

type ParametersOf<Method> = Method extends (...parameters: infer P) => unknown ? P : never;
type AnswerOf<Method> = Method extends (...parameters: never[]) => infer A ? Awaited<A> : never;

/** A last parameter that is called back with progress. */
type Callback = (...progress: never[]) => void;
/** The parameters that cross the wire: all but the callback. */
type Sent<P extends unknown[]> = P extends [...infer Rest, Callback] ? Rest : P;
/** The parameters of the callback. */
type Told<P extends unknown[]> = P extends [...unknown[], (...progress: infer T) => void] ? T : never;

/** The operation of one method. */
export interface MethodOperation<P extends unknown[], Answer> extends Operation<Sent<P>, Answer, Told<P>> {
  /** True if the last parameter is a callback for progress. */
  readonly tellsProgress: boolean;
}

/** A table with one operation for each method of a port. */
export type Methods<Port> = {
  readonly [Name in keyof Port]: MethodOperation<ParametersOf<Port[Name]>, AnswerOf<Port[Name]>>;
};

interface MethodOptions {
  readonly deadlineMs?: number;
  readonly repeatable?: boolean;
  readonly cancelledByMemory?: boolean;
  readonly endsPort?: boolean;
}
type OptionsOf<Method> =
  ParametersOf<Method> extends [...unknown[], Callback]
    ? MethodOptions & { readonly tellsProgress: true }
    : MethodOptions;

/**
 * Declares the methods of a port that one thread of this app offers to another. The request is the list of a method's
 * parameters, so that no code stands between the port and its implementation. Requests and answers are not checked:
 * both sides are this app's own code.
 * @param options one entry for each method of the port
 */
export function methods<Port extends object>(options: {
  readonly [Name in keyof Port]: OptionsOf<Port[Name]>;
}): Methods<Port> {
  const entries = Object.entries<MethodOptions & { readonly tellsProgress?: boolean }>(options);
  const table = entries.map(([name, { tellsProgress = false, ...rest }]) => {
    const declared = operation({ ...rest, request: typeOnly<unknown[]>(), answer: typeOnly() });
    return [name, { ...declared, tellsProgress }] as const;
  });
  // The options name each method of the port; the types of its parameters and answer exist at compile time alone.
  return Object.fromEntries(table) as Methods<Port>;
}

/** A port as a worker implements it: a method may answer at once. */
export type Implementation<Port> = {
  readonly [Name in keyof Port]: (
    ...parameters: ParametersOf<Port[Name]>
  ) => AnswerOf<Port[Name]> | Promise<AnswerOf<Port[Name]>>;
};

/** A port whose methods all answer at once. */
export type Immediate<Port> = {
  readonly [Name in keyof Port]: (...parameters: ParametersOf<Port[Name]>) => AnswerOf<Port[Name]>;
};

/**
 * Derives an object with the methods of a port.
 * @param call runs a method by its name and answers as that method does
 */
export function forwarding<Port extends object>(
  table: Readonly<Record<keyof Port, unknown>>,
  call: (name: keyof Port & string, parameters: unknown[]) => unknown,
): Port {
  // The table names each method of the port and nothing else.
  const names = Object.keys(table) as (keyof Port & string)[];
  const derived = names.map((name) => [name, (...parameters: unknown[]) => call(name, parameters)] as const);
  // Each method was derived from its own name in that table.
  return Object.fromEntries(derived) as Port;
}

/**
 * Derives a port that is there before its implementation: each call waits for it.
 * @param load is called with the first call; if it fails, each call rejects as it did
 */
export function latePort<Port extends object>(
  table: Readonly<Record<keyof Port, unknown>>,
  load: () => Promise<Port>,
): Port {
  let loaded: Promise<Port> | undefined;
  return forwarding<Port>(table, async (name, parameters) => {
    const port = await (loaded ??= load());
    return handlerOf(port, name)(...parameters);
  });
}

/**
 * Derives a port from the client of its table. Its methods answer as the implementation does, and reject with a
 * CodedError if that throws one or the connection fails.
 * @param calls of a table that has these methods, among others perhaps
 * @param signal of the calls that tell progress; cancels them
 */
export function remotePort<Port extends object>(
  table: Methods<Port>,
  calls: object,
  signal?: () => AbortSignal,
): Port {
  return forwarding<Port>(table, async (name, parameters) => {
    const callback = parameters.at(-1);
    const options: CallOptions<unknown[]> =
      typeof callback === 'function'
        ? { onProgress: (progress) => void Reflect.apply(callback, undefined, progress), signal: signal?.() }
        : {};
    const request = typeof callback === 'function' ? parameters.slice(0, -1) : parameters;
    // The calls of a table answer Results.
    return unwrap((await handlerOf(calls, name)(request, options)) as Result<unknown>);
  });
}

type MethodHandlers<Port> = {
  readonly [Name in keyof Port]: (
    request: Sent<ParametersOf<Port[Name]>>,
    context: CallContext<Told<ParametersOf<Port[Name]>>>,
  ) => AnswerOf<Port[Name]> | Promise<AnswerOf<Port[Name]>>;
};

/** Derives the handlers of a table from the implementation of its port. */
export function handlersOf<Port extends object>(
  table: Methods<Port>,
  implementation: Implementation<Port>,
): MethodHandlers<Port> {
  return forwarding<MethodHandlers<Port>>(table, (name, parameters) => {
    // The server hands over a request and a context of this table.
    const [request, context] = parameters as [unknown[], CallContext<unknown[]>];
    const callback = (...told: unknown[]): void => context.progress(told);
    const call = async (): Promise<unknown> => {
      try {
        const more = table[name].tellsProgress ? [callback] : [];
        return await handlerOf(implementation, name)(...request, ...more);
      } finally {
        zeroPasswords(request, PASSWORD_DEPTH);
      }
    };
    return call();
  });
}

/** A list of parameters, a list among them, an order in it, and its document. */
const PASSWORD_DEPTH = 4;

/** Zeroes this side's copies of the passwords of documents, wherever a parameter names one. */
function zeroPasswords(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || depth === 0) return;
  for (const [name, part] of Object.entries(value)) {
    if (name === 'password' && part instanceof Uint8Array) part.fill(0);
    else zeroPasswords(part, depth - 1);
  }
}
