import { Worker } from 'node:worker_threads';
import type { ByteProgress, DocumentEngine } from '../../services/documents/document-engine.ts';
import type { EvidenceStore } from '../../services/platform/platform-evidence.ts';
import {
  answerQuestion,
  type DocumentWorkerData,
  type EngineMethod,
  type EngineReply,
  type StoreQuestion,
  type WireArguments,
} from './document-operations.ts';

export interface ThreadedEngine extends DocumentEngine {
  /** Stops the preparation of a seal that is under way. */
  cancelPreparation(): void;
}

/**
 * The document engine off the main thread. Sealing has a lane of its own, so that looking at a document and
 * verifying it never wait behind a gigabyte that is being hashed for its seal, and so have revocation lists: the
 * state of every key waits for them.
 */
export function createThreadedEngine(script: URL, world: EngineWorld): ThreadedEngine {
  const reading = new EngineLane(script, world);
  const sealing = new EngineLane(script, world);
  const lists = new EngineLane(script, world);
  return {
    summarise: (path) => reading.call('summarise', [path]),
    verify: (path, trustFolder, at) => reading.call('verify', [path, trustFolder, at]),
    prepare: (preparation, progress) => sealing.call('prepare', [preparation], progress),
    complete: (ticket, signature, timeStamp) => sealing.call('complete', [ticket, signature, timeStamp]),
    discard: (ticket) => sealing.call('discard', [ticket]),
    revocationOf: (certificate, trustFolder) => lists.call('revocationOf', [certificate, trustFolder]),
    acceptTimeStamp: (answer, request, folder) => lists.call('acceptTimeStamp', [answer, request, folder]),
    cancelPreparation: () => sealing.cancel(),
  };
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
  readonly progress: ByteProgress | undefined;
  readonly cancelled: Int32Array<SharedArrayBuffer>;
}

/** Where the worker's verdicts take their facts from. */
interface EngineWorld extends DocumentWorkerData {
  readonly store: EvidenceStore;
}

/**
 * One worker thread that runs an engine, started at its first piece of work. When the thread dies, what was
 * under way fails and the next piece of work starts a new one.
 */
export class EngineLane {
  readonly #script: URL;
  readonly #world: EngineWorld;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #nextId = 1;

  constructor(script: URL, world: EngineWorld) {
    this.#script = script;
    this.#world = world;
  }

  call<M extends EngineMethod>(
    method: M,
    args: WireArguments<M>,
    progress?: ByteProgress,
  ): ReturnType<DocumentEngine[M]> {
    const id = this.#nextId++;
    const cancelled = new Int32Array(new SharedArrayBuffer(4));
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, progress, cancelled });
    });
    this.#running().postMessage({ id, method, args, cancelled });
    return answer as ReturnType<DocumentEngine[M]>;
  }

  /** Stops all work under way in this lane at its next report of progress, with the code CANCELLED. */
  cancel(): void {
    for (const { cancelled } of this.#waiting.values()) Atomics.store(cancelled, 0, 1);
  }

  #running(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const { home, store } = this.#world;
    const workerData: DocumentWorkerData = { home };
    const worker = new Worker(this.#script, { workerData });
    worker.unref();
    worker.on('message', (message: EngineReply | StoreQuestion) => {
      if (message.kind !== 'question') return this.#settle(message);
      answerQuestion(message, store).then(
        (answer) => worker.postMessage(answer),
        (error: unknown) => this.#fail(worker, error),
      );
    });
    worker.on('error', (error) => this.#fail(worker, error));
    worker.on('exit', () => this.#fail(worker, new Error('the document worker ended')));
    this.#worker = worker;
    return worker;
  }

  #settle(reply: EngineReply): void {
    const waiting = this.#waiting.get(reply.id);
    if (waiting === undefined) return;
    if (reply.kind === 'progress') return waiting.progress?.(reply.done, reply.total);
    this.#waiting.delete(reply.id);
    if (reply.kind === 'done') waiting.resolve(reply.value);
    else waiting.reject(new Error(reply.message));
  }

  #fail(worker: Worker, error: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(error instanceof Error ? error : new Error(String(error)));
  }
}
