import { expect, it } from 'vitest';

import { WorkTurns } from './work-turns.ts';

it('Work that runs alone begins when all before it has ended, and all after it waits, even if some fails', async () => {
  const turns = new WorkTurns();
  const steps: string[] = [];
  const work =
    (name: string, fails = false) =>
    async () => {
      steps.push(`${name}<`);
      await Promise.resolve();
      await Promise.resolve();
      steps.push(`>${name}`);
      if (fails) throw new Error(name);
    };
  const outcomes = await Promise.allSettled([
    turns.together(work('a', true)),
    turns.together(work('b')),
    turns.alone(work('C', true)),
    turns.together(work('d')),
    turns.alone(work('E')),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual([
    'rejected',
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
  ]);
  expect(steps).toEqual(['a<', 'b<', '>a', '>b', 'C<', '>C', 'd<', '>d', 'E<', '>E']);
});
