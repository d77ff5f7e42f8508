import type { DocumentEngine } from '../../services/documents/document-engine.ts';

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
