import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeBigPdf } from '../../e2e/fixtures/big-pdf.ts';
import { median } from './bench/median.mjs';
import { benchReading } from './bench/reading.mjs';
import { benchRegister } from './bench/register-scale.mjs';
import { benchRevocationList } from './bench/revocation-list.mjs';
import { benchSealBatch } from './bench/seal-batch.mjs';
import { benchWindowBatch } from './bench/window-batch.mjs';
import { ensureEverything } from './setup/ensure.mjs';
import { inProject, pinnedNode } from './setup/project.mjs';
import { ensureWorld } from './start/world.mjs';

/** 210 MB is large enough that reading, hashing and writing take most of the time. */
const documentBytes = 210_000_000;
const rounds = 5;

function expectDone(program, args, env = {}) {
  const done = spawnSync(program, args, { encoding: 'utf8', env: { ...process.env, ...env } });
  if (done.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${done.stderr}`);
}

/** Does the least that any sealing must do: one copy of the file and one SM3 over it by OpenSSL. */
function copyAndHash(input, output) {
  copyFileSync(input, output);
  expectDone('openssl', ['dgst', '-sm3', output]);
}

/** Runs the whole command: start, signature by the key, and check of the written file. */
function seal(input, output, world) {
  const [{ esId }] = world.seals;
  const where = ['--seal', esId, '--page', '1', '--at', '60,100', '--pin-env', 'BENCH_PIN'];
  const args = [inProject('dist/cli/cli.js'), 'seal', input, '-o', output, ...where];
  expectDone(pinnedNode, args, { SEALDESK_HOME: world.home, BENCH_PIN: world.pin });
}

function millisecondsOf(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Alternates both, so that a slower machine slows both. */
function measure(folder, input, world) {
  const times = { limit: [], seal: [] };
  for (let round = 0; round < rounds; round += 1) {
    const output = (name) => join(folder, `${name}-${round}.pdf`);
    times.limit.push(millisecondsOf(() => copyAndHash(input, output('copy'))));
    times.seal.push(millisecondsOf(() => seal(input, output('sealed'), world)));
    for (const name of ['copy', 'sealed']) rmSync(output(name));
  }
  return { limitMs: median(times.limit), sealMs: median(times.seal) };
}

function report(list) {
  const ratio = (ours, theirs) => (ours / theirs).toFixed(2);
  const { importMs, opensslMs, addedMegabytes, opensslMegabytes, peakMegabytes } = list;
  process.stdout.write(
    [
      `revocation list of 1,000,000: ${importMs.toFixed(0)} ms; openssl crl: ${opensslMs.toFixed(0)} ms; ratio ${ratio(importMs, opensslMs)}`,
      `  memory: ${addedMegabytes.toFixed(0)} MB above the runtime (${peakMegabytes.toFixed(0)} MB in all); openssl crl: ${opensslMegabytes.toFixed(0)} MB; ratio ${ratio(addedMegabytes, opensslMegabytes)}`,
      `  lookup: ${list.lookupMicroseconds.toFixed(2)} µs; its signature, which openssl crl does not check: ${list.signatureMs.toFixed(0)} ms`,
      '',
    ].join('\n'),
  );
}

await ensureEverything();
const world = await ensureWorld();
mkdirSync(inProject('out/bench'), { recursive: true });
const folder = mkdtempSync(inProject('out/bench', 'run-'));
try {
  const input = join(folder, 'input.pdf');
  writeBigPdf(input, documentBytes);
  const { limitMs, sealMs } = measure(folder, input, world);
  const ratio = (sealMs / limitMs).toFixed(2);
  process.stdout.write(
    `seal 210 MB: ${sealMs.toFixed(0)} ms; cp + openssl dgst -sm3: ${limitMs.toFixed(0)} ms; `,
  );
  process.stdout.write(`ratio ${ratio} (medians of ${rounds} alternated rounds)\n`);
  report(await benchRevocationList(folder, rounds));
  await benchWindowBatch();
  await benchSealBatch();
  await benchReading();
  await benchRegister([]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
