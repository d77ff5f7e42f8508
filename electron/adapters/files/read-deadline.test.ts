import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { withoutHalt } from './read-deadline.ts';

const STALLED = { code: 'FILE_STALLED' };

describe('a deadline of reading', () => {
  it('gives what the reading gives, or fails as it does', async () => {
    expect(await withoutHalt(() => Promise.resolve(7))).toBe(7);
    await expect(withoutHalt(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  });

  it('gives up a reading that never comes back', async () => {
    await expect(withoutHalt(() => new Promise(() => undefined), { haltMs: 20 })).rejects.toMatchObject(
      STALLED,
    );
  });

  it('waits as long as there is progress, and stops work that goes on after it was given up', async () => {
    const listing = async (progressed: () => void, stepMs: number): Promise<string> => {
      for (let step = 0; step < 5; step += 1) {
        await pause(stepMs);
        progressed();
      }
      return 'all';
    };
    expect(await withoutHalt((progressed) => listing(progressed, 40), { haltMs: 1_000 })).toBe('all');
    const steps = vi.fn();
    const slow = withoutHalt(
      async (progressed) => {
        await pause(100);
        progressed();
        steps();
      },
      { haltMs: 20 },
    );
    await expect(slow).rejects.toMatchObject(STALLED);
    await pause(150);
    expect(steps).not.toHaveBeenCalled();
  });

  it('hands over what comes too late, for it to be released', async () => {
    const late = vi.fn();
    await expect(withoutHalt(() => pause(60, 'a descriptor'), { haltMs: 10, late })).rejects.toMatchObject(
      STALLED,
    );
    await pause(120);
    expect(late).toHaveBeenCalledWith('a descriptor');
  });
});
