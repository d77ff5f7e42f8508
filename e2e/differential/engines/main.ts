import { libraryEngine } from '../../../electron/core/sm/library-engine.ts';
import { ownEngine } from '../../../electron/core/sm/own-engine.ts';
import { writeProof } from '../../fixtures/proof.ts';
import { minutesAndSeed, type RandomRun } from '../minutes-and-seed.ts';
import { compareEngines } from './compare-engines.ts';

/** Compares the engines of SM2 and SM3 for some minutes, and writes what it found to out/proof/engines.json. */
async function main({ minutes, seed }: RandomRun): Promise<void> {
  const end = performance.now() + minutes * 60_000;
  const run = await compareEngines([ownEngine(), libraryEngine], seed, () => performance.now() < end);
  writeProof('engines', { seed, minutes, ...run });
  for (const each of run.found) process.stdout.write(`seed ${String(each.seed)}: ${each.what}\n`);
  process.stdout.write(`${String(run.compared)} comparisons, ${String(run.found.length)} found\n`);
  process.exitCode = run.found.length === 0 ? 0 : 1;
}

const asked = minutesAndSeed(process.argv.slice(2), 1);
if (asked !== null) await main(asked);
