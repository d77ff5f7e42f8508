import { writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../fixtures/worlds/demo-world.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import type { Attack } from './attacks/attack.ts';
import { sealedBases } from './attacks/base.ts';
import { growthAttacks } from './attacks/growth-attacks.ts';
import { pictureAttacks } from './attacks/picture-attacks.ts';
import { repairAttacks } from './attacks/repair-attacks.ts';
import { shadowAttacks } from './attacks/shadow-attacks.ts';
import { makeCircle } from './circle.ts';
import { faultOf, judge } from './oracle.ts';

const circle = await makeCircle(temporaryFolder());
const { world } = circle;
const bases = await sealedBases(world);
const counts: Record<string, Record<string, number>> = {};

/** Judges attacks and lists those of which a viewer shows what the verdict does not name; their files are kept. */
async function unnamedIn(attacks: readonly Attack[]): Promise<string[]> {
  const failed: string[] = [];
  for (const { family, name, pdf, honest } of attacks) {
    const judgement = await judge(pdf, circle, honest);
    const outcomes = (counts[family] ??= {});
    const outcome = [judgement.verdict, ...judgement.reasons].join(' ');
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    const fault = faultOf(judgement);
    if (fault === null) continue;
    writeFileSync(proofPath('differential', `${family}-${name.replaceAll(/\W+/g, '-')}.pdf`), pdf);
    failed.push(`${name}: ${fault}`);
  }
  return failed;
}

afterAll(() => {
  writeProof('differential-attacks', { viewers: circle.viewers.names, outcomes: counts });
});

/** A backstop for a busy machine; an idle one needs half a minute for all. */
const TIMEOUT_MS = 900_000;

describe('no viewer shows what the verdict does not name', { timeout: TIMEOUT_MS }, () => {
  it('after readers repair a sealed contract', async () => {
    expect(await unnamedIn(repairAttacks(bases))).toEqual([]);
  });

  it('after what was prepared before sealing is brought to light', async () => {
    expect(await unnamedIn(await shadowAttacks(world))).toEqual([]);
  });

  it('after a file grows to what it was made for', async () => {
    expect(await unnamedIn(await growthAttacks(world))).toEqual([]);
  });

  it('of a seal whose picture another party shows with a trick', async () => {
    expect(await unnamedIn(await pictureAttacks(world, bases[0]))).toEqual([]);
  });
});
