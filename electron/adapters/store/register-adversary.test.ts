import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { modelledWorld } from './fixtures/modelled-computer.ts';
import { runSequence } from './fixtures/register-adversary.ts';

/** The command-line suite runs a thousand: `e2e/command-line/register-adversary.test.ts`. */
const SEQUENCES = 12;

it('says every lost or altered confirmed entry of a register at the next check', async () => {
  const world = await modelledWorld();
  let harmed = 0;
  for (let seed = 1; seed <= SEQUENCES; seed += 1) {
    let state = seed;
    const random = (limit: number): number => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      return Math.floor((state / 0x80000000) * limit);
    };
    harmed += (await runSequence(world, random, tmpdir())).said;
  }
  expect(harmed).toBeGreaterThan(SEQUENCES / 4);
});
