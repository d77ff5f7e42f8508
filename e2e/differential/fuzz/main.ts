import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proofPath, writeProof } from '../../fixtures/proof.ts';
import { sealedBases } from '../attacks/base.ts';
import { makeCircle } from '../circle.ts';
import { minutesAndSeed, type RandomRun } from '../minutes-and-seed.ts';
import { fuzz } from './fuzz.ts';

/** Runs the fuzzer for some minutes, keeps what it finds, and writes its table to out/proof/fuzz.json. */
async function main({ minutes, seed }: RandomRun): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sealdesk-fuzz-'));
  try {
    const circle = await makeCircle(folder);
    const bases = await sealedBases(circle.world);
    const end = performance.now() + minutes * 60_000;
    const run = await fuzz(bases, circle, seed, () => performance.now() < end);
    const found = run.found.map(({ pdf, ...rest }) => {
      writeFileSync(proofPath('differential', `fuzz-${String(rest.seed)}.pdf`), pdf);
      return rest;
    });
    writeProof('fuzz', { seed, minutes, viewers: circle.viewers.names, ...run, found });
    for (const each of found) process.stdout.write(`seed ${String(each.seed)}: ${each.what}\n`);
    process.stdout.write(`${String(run.documents)} documents, ${String(found.length)} found\n`);
    process.exitCode = found.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const asked = minutesAndSeed(process.argv.slice(2), 10);
if (asked !== null) await main(asked);
