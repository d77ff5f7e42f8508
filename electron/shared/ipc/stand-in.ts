import type { ChannelGroups, Client, Emitters, Handlers } from './define.ts';
import { createClient, createEmitters } from './derive.ts';

type Some<T> = { readonly [G in keyof T]?: { readonly [N in keyof T[G]]?: T[G][N] } };

/** A client for tests: it answers with the given handlers, and its events are raised by hand. */
export interface StandIn<Groups extends ChannelGroups> {
  readonly client: Client<Groups, unknown>;
  readonly raise: Emitters<Groups>;
  /** Wire names of the channels invoked so far, in order. */
  readonly calls: readonly string[];
}

/** Derives a stand-in from a contract. A channel without a handler answers INTERNAL. */
export function createStandIn<Groups extends ChannelGroups>(
  groups: Groups,
  handlers: Some<Handlers<Groups>>,
): StandIn<Groups> {
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const calls: string[] = [];
  const client = createClient<Groups, unknown>(groups, {
    invoke: async (channel, payload) => {
      calls.push(channel);
      const handler = handlerOf(handlers, channel);
      return handler === undefined
        ? { ok: false, error: { code: 'INTERNAL' } }
        : await handler(copied(payload));
    },
    listen: (channel, listener) => {
      const set = listeners.get(channel) ?? new Set();
      listeners.set(channel, set.add(listener));
      return () => void set.delete(listener);
    },
    pathOf: (file) => String(file),
  });
  const raise = createEmitters(groups, (channel, payload) =>
    listeners.get(channel)?.forEach((tell) => tell(payload)),
  );
  return { client, raise, calls };
}

function handlerOf(handlers: object, channel: string): ((input: unknown) => unknown) | undefined {
  const [group = '', name = ''] = channel.split('.');
  const answers: unknown = Reflect.get(handlers, group);
  if (typeof answers !== 'object' || answers === null) return undefined;
  const handler: unknown = Reflect.get(answers, name);
  return typeof handler === 'function' ? (input) => handler(input) : undefined;
}

/** As the real transport does: what the handler gets is its own copy, bytes included. */
function copied(payload: unknown): unknown {
  if (payload instanceof Uint8Array) return payload.slice();
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return payload;
  return Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, copied(value)]));
}
