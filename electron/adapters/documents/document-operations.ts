import type { MessagePort } from 'node:worker_threads';
import type { DocumentEngine } from '../../services/documents/document-engine.ts';
import type { EvidenceStore } from '../../services/platform/platform-evidence.ts';
import { CodedError } from '../../shared/errors.ts';
import { type Result, resultOf } from '../../shared/result.ts';

/** What a document worker is started with. */
export interface DocumentWorkerData {
  /** Folder of the world whose platforms and policies verdicts go by. */
  readonly home: string;
}

export type EngineMethod = keyof DocumentEngine;

/** The arguments of a method that can cross to the worker: all but the progress callback. */
export type WireArguments<M extends EngineMethod> = M extends 'prepare'
  ? [Parameters<DocumentEngine['prepare']>[0]]
  : Parameters<DocumentEngine[M]>;

export type EngineRequest = {
  readonly [M in EngineMethod]: {
    readonly id: number;
    readonly method: M;
    readonly args: WireArguments<M>;
    /** Set to 1 by the asker to stop the work at its next report of progress. */
    readonly cancelled: Int32Array<SharedArrayBuffer>;
  };
}[EngineMethod];

export type EngineReply =
  | { readonly id: number; readonly kind: 'done'; readonly value: unknown }
  | { readonly id: number; readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly id: number; readonly kind: 'broken'; readonly message: string };

/** A question of a worker in the middle of its work, to the store that lives in the main process's own worker. */
export interface StoreQuestion {
  readonly kind: 'question';
  readonly number: number;
  readonly method: keyof EvidenceStore;
  /** An esID, a platform or an SM3; '' where the method takes none. */
  readonly of: string;
}

export interface StoreAnswer {
  readonly kind: 'answer';
  readonly number: number;
  readonly result: Result<unknown>;
}

export async function answerQuestion(question: StoreQuestion, store: EvidenceStore): Promise<StoreAnswer> {
  const result = await resultOf<unknown>(() => store[question.method](question.of));
  return { kind: 'answer', number: question.number, result };
}

/** The store as the worker sees it. Calls reject with the CodedError that the store itself gave. */
export function questionedStore(port: MessagePort): EvidenceStore {
  const waiting = new Map<number, (result: Result<unknown>) => void>();
  let count = 0;
  port.on('message', (message: StoreAnswer | { readonly kind?: undefined }) => {
    if (message.kind !== 'answer') return;
    waiting.get(message.number)?.(message.result);
    waiting.delete(message.number);
  });
  const ask = async <M extends keyof EvidenceStore>(method: M, of: string): Promise<unknown> => {
    const number = (count += 1);
    const answered = new Promise<Result<unknown>>((resolve) => waiting.set(number, resolve));
    port.postMessage({ kind: 'question', number, method, of } satisfies StoreQuestion);
    const result = await answered;
    if (!result.ok) throw new CodedError(result.error.code, result.error.code, result.error.details);
    return result.value;
  };
  return {
    lists: () => ask('lists', '') as ReturnType<EvidenceStore['lists']>,
    sealEvents: (esId) => ask('sealEvents', esId) as ReturnType<EvidenceStore['sealEvents']>,
    lastStatusNumber: (platform) =>
      ask('lastStatusNumber', platform) as ReturnType<EvidenceStore['lastStatusNumber']>,
    existedBy: (sm3) => ask('existedBy', sm3) as ReturnType<EvidenceStore['existedBy']>,
  };
}
