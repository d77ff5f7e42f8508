import type { Table } from '../operation.ts';
import { standIn } from '../stand-in.ts';
import { channelOf, type Bridge, type Tables, type Tellers, type WindowHandlers } from './bridge.ts';

type Some<T> = { readonly [Subject in keyof T]?: Partial<T[Subject]> };

/** The window's bridge for tests: it answers with the given handlers, and its events are raised by hand. */
export interface StandIn<Contract extends Tables> {
  readonly client: Bridge<Contract, unknown>;
  readonly raise: Tellers<Contract>;
  /** Channels of the operations called so far, in order. */
  readonly calls: readonly string[];
}

/** Derives a stand-in from a contract. An operation without a handler answers INTERNAL. */
export function createStandIn<Contract extends Tables>(
  contract: Contract,
  handlers: Some<WindowHandlers<Contract>>,
): StandIn<Contract> {
  const calls: string[] = [];
  const parts = Object.entries(contract).map(([subject, table]) => {
    const onCall = (name: string): void => void calls.push(channelOf(subject, name));
    return [subject, standIn<Table>(table, handlers[subject] ?? {}, onCall)] as const;
  });
  const of = (part: 'client' | 'raise'): unknown =>
    Object.fromEntries(parts.map(([subject, made]) => [subject, made[part]]));
  return {
    // One client for each subject, derived from that subject's table.
    client: of('client') as Bridge<Contract, unknown>,
    // One teller for each subject, likewise.
    raise: of('raise') as Tellers<Contract>,
    calls,
  };
}
