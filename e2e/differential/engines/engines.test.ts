import { afterAll, expect, it } from 'vitest';
import { libraryEngine } from '../../../electron/core/sm/library-engine.ts';
import { ownEngine } from '../../../electron/core/sm/own-engine.ts';
import { writeProof } from '../../fixtures/proof.ts';
import { testSeed } from '../../fixtures/random.ts';
import { countFor } from '../../fixtures/thoroughness.ts';
import { compareEngines, type EngineComparison } from './compare-engines.ts';

/** About a minute of a busy machine, and with SEALDESK_THOROUGH=1 some minutes. */
const COMPARISONS = countFor(10_000, 50_000);
const SEED = testSeed();
let run: EngineComparison | null = null;

afterAll(() => {
  writeProof('engines', { seed: SEED, ...run });
});

it(
  `our own engine and that of libraries answer alike, from seed ${String(SEED)} on`,
  { timeout: 900_000 },
  async () => {
    run = await compareEngines([ownEngine(), libraryEngine], SEED, (compared) => compared < COMPARISONS);
    expect(run.found).toEqual([]);
    const kinds = ['verified true', 'verified false', 'signed', 'multiplied', 'hashed', 'refused'];
    expect(kinds.filter((kind) => run?.outcomes[kind] === undefined)).toEqual([]);
  },
);
