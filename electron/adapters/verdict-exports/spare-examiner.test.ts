import { setTimeout as pause } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { prepareExaminer, takeExaminer } from './spare-examiner.ts';

const script = new URL('../documents/document-worker.fixture.ts', import.meta.url);
const HOME = { hasHome: true, known: [] };
/** More than a thread with nothing to do takes to end. */
const ENDED_BY_MS = 500;

describe('the prepared thread of an examiner', () => {
  const taken: Worker[] = [];
  const take = (from: URL, data: Parameters<typeof takeExaminer>[1] = HOME): Worker => {
    const { worker } = takeExaminer(from, data);
    taken.push(worker);
    return worker;
  };
  afterEach(async () => {
    await Promise.all(taken.splice(0).map((worker) => worker.terminate()));
  });

  it('is handed out once, and to nobody who goes by something else than the home', () => {
    prepareExaminer(script);
    const byFolder = take(script, { hasHome: false, known: [] });
    const byProof = take(script, { hasHome: true, known: [{ sm3: null, existedBy: new Date(0) }] });
    const first = take(script);
    const second = take(script);
    const started = [first, byFolder, byProof, second].map(({ threadId }) => threadId);
    expect(started).toEqual([...started].sort((a, b) => a - b));
    expect(new Set(started).size).toBe(4);
  });

  it('is not handed out once it has ended', async () => {
    const endsAtOnce = new URL('data:text/javascript,');
    prepareExaminer(endsAtOnce);
    await pause(ENDED_BY_MS);
    expect(take(endsAtOnce).threadId).toBeGreaterThan(0);
  });
});
