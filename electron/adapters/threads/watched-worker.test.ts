import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { BACKSTOP } from '../../core/budgets.ts';
import type { DocumentEngine } from '../../services/documents/document-engine.ts';
import { brokenInvariant, connect } from '../../wire/client.ts';
import { remotePort } from '../../wire/methods.ts';
import { documentMethods } from '../documents/document-operations.ts';
import { readCounter } from '../files/read-progress.ts';
import { type Allowance, allowanceFor, WatchedWorker } from './watched-worker.ts';

const script = new URL('../documents/document-worker.fixture.ts', import.meta.url);
const LITTLE: Allowance = { processorSeconds: 0.5, memoryBytes: 100 * 1024 * 1024, haltMs: 60_000 };
/** More than a thread needs to start on a busy computer, which counts for its first piece of work. */
const AMPLE: Allowance = { processorSeconds: 60, memoryBytes: 1024 * 1024 * 1024, haltMs: 60_000 };

/** A worker that is told by paths what to do, and the count of its threads. */
function open() {
  let threads = 0;
  const watched = new WatchedWorker(() => {
    threads += 1;
    const worker = new Worker(script);
    worker.unref();
    return { worker, reads: readCounter() };
  });
  const { calls } = connect(documentMethods, () => watched.open(), { failure: brokenInvariant('it') });
  const engine = remotePort<DocumentEngine>(documentMethods, calls);
  return {
    threads: () => threads,
    run: (path: string, allowance = AMPLE) => watched.run(allowance, () => engine.summarise(path)),
  };
}

const ANSWERED = { ok: true, value: { ok: false, error: { code: 'PDF_ENCRYPTION_UNSUPPORTED' } } };
const ended = (budget: string, most: number) => ({
  ok: false,
  error: { code: 'FILE_OVER_BUDGET', details: { budget, most } },
});

describe('a watched worker', () => {
  it('is ended when its work takes too long, and another one does the work behind it', async () => {
    const { run, threads } = open();
    expect(await Promise.all([run('a'), run('spin', LITTLE), run('b'), run('c')])).toEqual([
      ANSWERED,
      ended('processorSeconds', LITTLE.processorSeconds),
      ANSWERED,
      ANSWERED,
    ]);
    expect(threads()).toBe(2);
  });

  it('is given up when a read of it hangs, and another one does the work behind it', async () => {
    const { run, threads } = open();
    await run('a');
    const hanging = run('hang', { ...AMPLE, haltMs: 1_500 });
    expect(await Promise.all([hanging, run('b')])).toEqual([
      { ok: false, error: { code: 'FILE_STALLED' } },
      ANSWERED,
    ]);
    expect(threads()).toBe(2);
  });

  it('is ended when its work takes too much memory', async () => {
    const { run } = open();
    expect(await Promise.all([run('grow', { ...AMPLE, memoryBytes: LITTLE.memoryBytes }), run('a')])).toEqual(
      [ended('memoryBytes', LITTLE.memoryBytes), ANSWERED],
    );
  });

  it('rejects work whose thread ends by itself', async () => {
    const { run } = open();
    await expect(run('crash')).rejects.toThrow('it ended');
    expect(await run('a')).toEqual(ANSWERED);
  });

  it('tells of its end also whoever listens only after it', async () => {
    const worker = new Worker(script);
    const port = new WatchedWorker(() => ({ worker, reads: readCounter() })).open();
    await worker.terminate();
    expect(await new Promise((resolve) => port.onEnd?.(resolve))).toBe('exit');
  });
});

describe('the allowance of a document', () => {
  it('grows with its size, and is there for a file that cannot be read', async () => {
    const file = { path: 'a', descriptor: 3, size: 100_000_000, modifiedAtMs: 0, permissions: 0 };
    expect((await allowanceFor(file)).processorSeconds).toBe(BACKSTOP.processorSeconds + 50);
    expect((await allowanceFor('/nowhere.pdf')).processorSeconds).toBe(BACKSTOP.processorSeconds);
  });
});
