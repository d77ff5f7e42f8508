import { failure } from '../shared/result.ts';
import {
  mapTable,
  zeroSecrets,
  type AnyOperation,
  type Client,
  type Emitters,
  type ResultHandlers,
  type Table,
} from './operation.ts';
import { handlerOf } from './server.ts';
import type { Port } from './ports.ts';

/** A client for tests: it answers with the given handlers, and its events are raised by hand. */
export interface StandIn<T extends Table> {
  readonly client: Client<T>;
  readonly raise: Emitters<T>;
}

/**
 * Derives a stand-in from a table. An operation without a handler answers INTERNAL. Requests are not checked.
 * @param onCall is told the name of each operation that is called
 */
export function standIn<T extends Table>(
  table: T,
  handlers: Partial<ResultHandlers<T>>,
  onCall: (name: string) => void = () => undefined,
): StandIn<T> {
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const call = (name: string, operation: AnyOperation, request: unknown): Promise<unknown> => {
    onCall(name);
    const received: unknown = structuredClone(request);
    zeroSecrets(operation, request);
    if (!(name in handlers)) return Promise.resolve(failure({ code: 'INTERNAL' }));
    return new Promise((resolve) => resolve(handlerOf(handlers, name)(received)));
  };
  const listen = (name: string, listener: (payload: unknown) => void): (() => void) => {
    const heard = listeners.get(name) ?? new Set();
    listeners.set(name, heard.add(listener));
    return () => void heard.delete(listener);
  };
  const client = mapTable(table, {
    operation: (name, operation) => (request: unknown) => call(name, operation, request),
    event: (name) => (listener: (payload: unknown) => void) => listen(name, listener),
  });
  const raise = mapTable(table, {
    event: (name) => (payload: unknown) => listeners.get(name)?.forEach((tell) => tell(payload)),
  });
  // Both have one function for each entry of the table, of that entry's kind.
  return { client: client as Client<T>, raise: raise as Emitters<T> };
}

/** Two ends of a connection within one thread, for tests. Messages are copied and arrive later, as between threads. */
export function portPair(): { readonly near: Port; readonly far: Port } {
  const near = portEnd();
  const far = portEnd();
  near.joinTo(far);
  far.joinTo(near);
  return { near, far };
}

interface PortEnd extends Port {
  joinTo(other: PortEnd): void;
  deliver(message: unknown): void;
  tellEnd(): void;
}

function portEnd(): PortEnd {
  const listeners: ((message: unknown) => void)[] = [];
  const endings: ((reason: string) => void)[] = [];
  let other: PortEnd | null = null;
  return {
    joinTo: (joined) => void (other = joined),
    deliver: (message) => listeners.forEach((listener) => listener(message)),
    tellEnd: () => endings.splice(0).forEach((listener) => listener('the other end was ended')),
    send: (message) => {
      const receiver = other;
      const copy: unknown = structuredClone(message);
      void Promise.resolve().then(() => receiver?.deliver(copy));
    },
    onMessage: (listener) => void listeners.push(listener),
    onEnd: (listener) => void endings.push(listener),
    end: () => {
      const ended = other;
      other = null;
      void Promise.resolve().then(() => ended?.tellEnd());
    },
  };
}
