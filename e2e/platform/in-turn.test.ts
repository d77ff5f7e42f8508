import { expect, it } from 'vitest';

import { InTurn } from './in-turn.ts';

it('InTurn begins each work when the one before has ended, even if that one failed', async () => {
  const turns = new InTurn();
  const steps: string[] = [];
  const work =
    (name: string, fails = false) =>
    async () => {
      steps.push(`${name} begins`);
      await Promise.resolve();
      steps.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    };
  const outcomes = await Promise.allSettled([
    turns.run(work('a', true)),
    turns.run(work('b')),
    turns.run(work('c')),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  expect(steps).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  expect(turns.isIdle).toBe(true);
});
