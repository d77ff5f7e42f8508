import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { modelledWorld } from '../../electron/adapters/store/fixtures/modelled-computer.ts';
import { runSequence } from '../../electron/adapters/store/fixtures/register-adversary.ts';
import { writeProof } from '../fixtures/proof.ts';
import { seededRandom, testSeed } from '../fixtures/random.ts';

/** Files in memory where the system has such a folder: what is tested is what they say, not how fast a disk is. */
const MEMORY = '/dev/shm';
const [FOLDER, USUAL] = existsSync(MEMORY) ? [MEMORY, 1000] : [tmpdir(), 100];
const SEQUENCES = Number(process.env['SEALDESK_SEQUENCES'] ?? USUAL);

it('An adversary who edits, deletes, reorders, restores, replaces and kills is found out by the next check', async () => {
  const seed = testSeed();
  const random = seededRandom(seed);
  const folder = mkdtempSync(join(FOLDER, 'sealdesk-'));
  const counts = { harmed: 0, said: 0, unnameable: 0, steps: 0 };
  const acts: Record<string, number> = {};
  const world = await modelledWorld();
  const started = performance.now();
  try {
    for (let sequence = 0; sequence < SEQUENCES; sequence += 1) {
      const outcome = await runSequence(world, random, folder).catch((error: unknown) => {
        throw new Error(`seed ${seed}, sequence ${sequence}: ${String(error)}`);
      });
      counts.harmed += outcome.harmed;
      counts.said += outcome.said;
      counts.unnameable += outcome.unnameable;
      counts.steps += outcome.steps.length;
      for (const step of outcome.steps) acts[step.slice(2)] = (acts[step.slice(2)] ?? 0) + 1;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  process.stdout.write(`seed ${seed}: ${JSON.stringify(counts)} in ${seconds} s\n`);
  writeProof('register-adversary', { seed, sequences: SEQUENCES, seconds, ...counts, acts });
  expect(counts.said + counts.unnameable).toBe(counts.harmed);
  expect(counts.said).toBeGreaterThan(SEQUENCES / 4);
}, 900_000);
