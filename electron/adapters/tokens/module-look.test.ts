import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failure, type Result, success } from '../../shared/result.ts';
import { moduleLook } from './module-look.ts';

const PATIENCE_MS = 500;
const WAITING = failure({ code: 'TOKEN_TIMEOUT', details: { waiting: true } });
const CRASHED = failure({ code: 'TOKEN_HOST_CRASHED' });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A module whose answers a test gives. */
function asked() {
  const answers: ((outcome: Result<string>) => void)[] = [];
  const ask = () => new Promise<Result<string>>((resolve) => answers.push(resolve));
  const answer = async (outcome: Result<string>): Promise<void> => {
    answers.at(-1)?.(outcome);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { ask, answer, count: () => answers.length };
}

describe('a look at a module', () => {
  it('is what the module answers in time, asked once for looks at the same time', async () => {
    const module = asked();
    const look = moduleLook(module.ask, PATIENCE_MS);
    const both = Promise.all([look(), look()]);
    await module.answer(success('keys'));
    expect(await both).toEqual([success('keys'), success('keys')]);
    expect(module.count()).toBe(1);
  });

  it('does not wait longer than its patience, nor ask a module that still owes an answer', async () => {
    const module = asked();
    const look = moduleLook(module.ask, PATIENCE_MS);
    const first = look();
    await vi.advanceTimersByTimeAsync(PATIENCE_MS);
    expect(await first).toEqual(WAITING);
    expect(await look()).toEqual(WAITING);
    expect(module.count()).toBe(1);
  });

  it('shows what a slow or busy module last told', async () => {
    const module = asked();
    const look = moduleLook(module.ask, PATIENCE_MS);
    const first = look();
    await module.answer(success('keys'));
    await first;
    const second = look();
    await vi.advanceTimersByTimeAsync(PATIENCE_MS);
    expect(await second).toEqual(success('keys'));
    await module.answer(success('other keys'));
    void look();
    expect(module.count()).toBe(3);
  });

  it('leaves a module alone that ended its host, longer each time, until it answers', async () => {
    const module = asked();
    const look = moduleLook(module.ask, PATIENCE_MS);
    const restsMs = [];
    for (let i = 0; i < 9; i++) {
      const before = module.count();
      const started = performance.now();
      while (module.count() === before) {
        void look();
        if (module.count() === before) await vi.advanceTimersByTimeAsync(500);
      }
      restsMs.push(performance.now() - started);
      await module.answer(i === 7 ? success('keys') : CRASHED);
    }
    expect(restsMs).toEqual([0, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 0]);
  });

  it('shows the crash while the module rests', async () => {
    const module = asked();
    const look = moduleLook(module.ask, PATIENCE_MS);
    const first = look();
    await module.answer(CRASHED);
    expect([await first, await look()]).toEqual([CRASHED, CRASHED]);
    expect(module.count()).toBe(1);
  });

  it('waits for as long as it takes when it holds up no other look', async () => {
    const module = asked();
    const look = moduleLook(module.ask, null);
    const only = look();
    await vi.advanceTimersByTimeAsync(14_000);
    await module.answer(success('keys'));
    expect(await only).toEqual(success('keys'));
  });
});
