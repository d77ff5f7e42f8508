import type { MessagePort } from 'node:worker_threads';
import type { PlatformStore } from '../../services/platform/platform-store.ts';
import { CodedError } from '../../shared/errors.ts';
import { resultOf, type Result } from '../../shared/result.ts';

/** What a document worker may ask of the store, which lives in the main process's own worker. */
export type QuestionedStore = Pick<PlatformStore, 'lists' | 'sealEvents'>;

/** A question of a worker in the middle of its work. */
export interface StoreQuestion {
  readonly kind: 'question';
  readonly number: number;
  /** An esID for its events, null for the states of all lists. */
  readonly esId: string | null;
}

export interface StoreAnswer {
  readonly kind: 'answer';
  readonly number: number;
  readonly result: Result<unknown>;
}

export async function answerQuestion(
  { number, esId }: StoreQuestion,
  store: QuestionedStore,
): Promise<StoreAnswer> {
  const result = await resultOf<unknown>(() => (esId === null ? store.lists() : store.sealEvents(esId)));
  return { kind: 'answer', number, result };
}

/** The store as the worker sees it. Calls reject with the CodedError that the store itself gave. */
export function questionedStore(port: MessagePort): QuestionedStore {
  const waiting = new Map<number, (result: Result<unknown>) => void>();
  let count = 0;
  port.on('message', (message: StoreAnswer | { readonly kind?: undefined }) => {
    if (message.kind !== 'answer') return;
    waiting.get(message.number)?.(message.result);
    waiting.delete(message.number);
  });
  const ask = async (esId: string | null): Promise<unknown> => {
    const number = (count += 1);
    const answered = new Promise<Result<unknown>>((resolve) => waiting.set(number, resolve));
    port.postMessage({ kind: 'question', number, esId } satisfies StoreQuestion);
    const result = await answered;
    if (!result.ok) throw new CodedError(result.error.code, result.error.code, result.error.details);
    return result.value;
  };
  return {
    lists: () => ask(null) as ReturnType<QuestionedStore['lists']>,
    sealEvents: (esId) => ask(esId) as ReturnType<QuestionedStore['sealEvents']>,
  };
}
