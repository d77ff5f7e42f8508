import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { CodedError } from '../../shared/errors.ts';
import type {
  StoreAnswer,
  StoreAnswerMessage,
  StoreArguments,
  StoreDamage,
  StoreMethod,
  StoreReply,
  StoreRequest,
  StoreSettings,
} from './store-operations.ts';

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
  readonly deadline: NodeJS.Timeout;
}

/** The answer may have to wait for another process's transaction and for a slow disk. */
const DEADLINE_MS = 30_000;
/** Copying and checking a whole database. */
const LONG_DEADLINE_MS = 600_000;
const LONG: ReadonlySet<StoreMethod> = new Set(['opening', 'backup', 'restore', 'close']);

/** The store's worker as it is asked from another thread. It starts with the first question. */
export class StoreClient {
  readonly #script: URL;
  readonly #settings: StoreSettings;
  readonly #onDamage: (damage: StoreDamage) => void;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #nextId = 1;

  /**
   * @param script the built worker, or its source in tests
   * @param onDamage is told when the database was found damaged, whatever was asked for
   */
  constructor(script: URL, settings: StoreSettings, onDamage: (damage: StoreDamage) => void) {
    this.#script = script;
    this.#settings = settings;
    this.#onDamage = onDamage;
  }

  /**
   * Asks the worker. Rejects with the codes that the method gives, with STORE_BUSY where no answer comes in
   * time, and with STORE_UNAVAILABLE where the worker cannot run or dies; the next call starts another.
   */
  call<M extends StoreMethod>(method: M, ...args: StoreArguments<M>): Promise<StoreAnswer<M>> {
    const id = this.#nextId++;
    const worker = this.#running();
    const answer = new Promise<unknown>((resolve, reject) => {
      const deadlineMs = LONG.has(method) ? LONG_DEADLINE_MS : DEADLINE_MS;
      // The timer also keeps a command alive that has nothing else to wait for.
      const deadline = setTimeout(() => this.#giveUp(worker, deadlineMs), deadlineMs);
      this.#waiting.set(id, { resolve, reject, deadline });
    });
    worker.postMessage({ id, method, args } as StoreRequest);
    return answer as Promise<StoreAnswer<M>>;
  }

  /** Lets go of the database; what was asked before is answered. A later call opens it again. */
  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker === undefined) return;
    await this.call('close');
    if (this.#worker === worker) this.#worker = undefined;
  }

  #running(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(this.#script, { workerData: this.#settings });
    worker.unref();
    worker.on('message', (reply: StoreReply) => this.#settle(reply));
    worker.on('error', (error) => this.#fail(worker, unavailable(String(error))));
    worker.on('exit', () => this.#fail(worker, unavailable('the worker of the store ended')));
    this.#worker = worker;
    return worker;
  }

  #settle(reply: StoreReply): void {
    if (reply.kind === 'damaged') return this.#onDamage(reply.damage);
    const waiting = this.#waiting.get(reply.id);
    if (waiting === undefined) return;
    this.#waiting.delete(reply.id);
    clearTimeout(waiting.deadline);
    if (reply.kind === 'done') return waiting.resolve(reply.value);
    waiting.reject(errorOf(reply));
  }

  #giveUp(worker: Worker, deadlineMs: number): void {
    this.#fail(worker, new CodedError('STORE_BUSY', `no answer within ${deadlineMs} ms`, { deadlineMs }));
    void worker.terminate();
  }

  #fail(worker: Worker, error: CodedError): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject, deadline } of waiting) {
      clearTimeout(deadline);
      reject(error);
    }
  }
}

const unavailable = (reason: string): CodedError => new CodedError('STORE_UNAVAILABLE', reason, { reason });

function errorOf(reply: Exclude<StoreAnswerMessage, { kind: 'done' }>): Error {
  if (reply.kind === 'broken') return new Error(reply.message);
  return new CodedError(reply.error.code, reply.error.code, reply.error.details);
}

/** The store of a home: its folder there, and the binding that set-up builds where a runtime needs it. */
export function storeSettings(home: string, dist: string): StoreSettings {
  return {
    folder: join(home, 'store'),
    olderBinding: join(dist, 'native', 'better-sqlite3-older-runtimes.node'),
  };
}

/** The built worker among all bundles. */
export const storeWorkerIn = (dist: string): URL => pathToFileURL(join(dist, 'store', 'store-worker.js'));
