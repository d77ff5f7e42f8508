import { writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../fixtures/worlds/demo-world.ts';
import { proofPath, writeProof } from '../../fixtures/proof.ts';
import { testSeed } from '../../fixtures/random.ts';
import { sealedBases } from '../attacks/base.ts';
import { makeCircle } from '../circle.ts';
import { fuzz, type FuzzRun } from './fuzz.ts';

/** As many as a busy machine judges in about a minute, so that every machine judges the same ones. */
const DOCUMENTS = 1000;
/** A backstop for a busy machine. */
const TIMEOUT_MS = 900_000;
const SEED = testSeed();

const circle = await makeCircle(temporaryFolder());
const bases = await sealedBases(circle.world);
let run: FuzzRun | null = null;

afterAll(() => {
  writeProof('fuzz-in-suite', { seed: SEED, documents: run?.documents, outcomes: run?.outcomes });
});

describe('revisions that are appended at random', () => {
  it(
    `show nothing that the verdict does not name, from seed ${String(SEED)} on`,
    { timeout: TIMEOUT_MS },
    async () => {
      run = await fuzz(bases, circle, SEED, (documents) => documents < DOCUMENTS);
      for (const { seed, pdf } of run.found) {
        writeFileSync(proofPath('differential', `fuzz-${String(seed)}.pdf`), pdf);
      }
      expect(run.found.map(({ seed, what }) => `${String(seed)} ${what}`)).toEqual([]);
      expect(Object.keys(run.outcomes).some((outcome) => outcome.startsWith('valid'))).toBe(true);
    },
  );
});
