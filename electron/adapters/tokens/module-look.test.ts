import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failure, type Result, success } from '../../shared/result.ts';
import { moduleLook } from './module-look.ts';

const PATIENCE_MS = 500;
const WAITING = failure({ code: 'TOKEN_TIMEOUT', details: { waiting: true } });
const CRASHED = failure({ code: 'TOKEN_HOST_CRASHED' });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A module with answers from the test. */
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
  it('returns the module’s answer, and asks once for looks at the same time', async () => {
    const module = asked();
    const look = moduleLook(module.ask, PATIENCE_MS);
    const both = Promise.all([look(), look()]);
    await module.answer(success('keys'));
    expect(await both).toEqual([success('keys'), success('keys')]);
    expect(module.count()).toBe(1);
  });

  it('waits no longer than its patience, and does not ask again before the answer has come', async () => {
    const module = asked();
    const look = moduleLook(module.ask, PATIENCE_MS);
    const first = look();
    await vi.advanceTimersByTimeAsync(PATIENCE_MS);
    expect(await first).toEqual(WAITING);
    expect(await look()).toEqual(WAITING);
    expect(module.count()).toBe(1);
  });

  it('shows the last answer of a slow or busy module', async () => {
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

  it('pauses after a module has ended its host, longer each time, until the module answers', async () => {
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

  it('asks a module that worked until now once more in silence when its host has ended', async () => {
    const module = asked();
    const look = moduleLook(module.ask, PATIENCE_MS);
    void look();
    await module.answer(success('keys'));
    const second = look();
    await module.answer(CRASHED);
    await module.answer(success('keys again'));
    expect(await second).toEqual(success('keys again'));
    const third = look();
    await module.answer(CRASHED);
    await module.answer(CRASHED);
    expect(await third).toEqual(CRASHED);
    expect(module.count()).toBe(5);
  });

  it('shows the crash during the pause', async () => {
    const module = asked();
    const look = moduleLook(module.ask, PATIENCE_MS);
    const first = look();
    await module.answer(CRASHED);
    expect([await first, await look()]).toEqual([CRASHED, CRASHED]);
    expect(module.count()).toBe(1);
  });

  it('waits without a limit if it delays no other look', async () => {
    const module = asked();
    const look = moduleLook(module.ask, null);
    const only = look();
    await vi.advanceTimersByTimeAsync(14_000);
    await module.answer(success('keys'));
    expect(await only).toEqual(success('keys'));
  });
});
