import { describe, expect, it } from 'vitest';
import { RunningSeal } from './running-seal.ts';

function setUp() {
  let stops = 0;
  const running = new RunningSeal(() => void (stops += 1));
  const { promise, resolve } = Promise.withResolvers<string>();
  const seen: boolean[] = [];
  const outcome = running.run('document', async (job) => {
    const value = await promise;
    seen.push(job.cancelled);
    return value;
  });
  return { running, resolve, outcome, seen, stops: () => stops };
}

describe('RunningSeal', () => {
  it('is busy until the work ends', async () => {
    const { running, resolve, outcome } = setUp();
    const during = running.busy;
    resolve('sealed');
    expect([during, await outcome, running.busy]).toEqual([true, 'sealed', false]);
  });

  it('cancels the given document and no other', async () => {
    const { running, resolve, outcome, seen, stops } = setUp();
    running.cancel('another');
    const before = stops();
    running.cancel('document');
    resolve('');
    await outcome;
    expect({ before, after: stops(), seen }).toEqual({ before: 0, after: 1, seen: [true] });
  });

  it('settles when the work has ended, even in failure', async () => {
    const running = new RunningSeal(() => undefined);
    const outcome = running.run('document', async () => {
      throw new Error('failed');
    });
    await running.settle();
    await expect(outcome).rejects.toThrow('failed');
    expect(running.busy).toBe(false);
  });

  it('settles at once when nothing runs', async () => {
    await expect(new RunningSeal(() => undefined).settle()).resolves.toBeUndefined();
  });
});
