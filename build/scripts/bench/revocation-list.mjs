import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeBigRevocationList } from '../../../e2e/fixtures/big-revocation-list.ts';
import { measureProgram } from '../../../e2e/fixtures/peak-memory.ts';
import { loadSmEngine } from '../../../electron/core/sm/load-engine.ts';
import { softwareSigner } from '../../../electron/core/sm/message-signature.ts';
import { inProject, pinnedNode } from '../setup/project.mjs';
import { median } from './median.mjs';

const entries = 1_000_000;
const reader = inProject('build/scripts/bench/read-revocation-list.mjs');

async function run(program, args) {
  const done = await measureProgram(program, args, {});
  if (done.status !== 0) throw new Error(`${program}: status ${done.status}`);
  return done;
}

async function writeList(folder) {
  const engine = await loadSmEngine();
  const privateKey = new Uint8Array(32).fill(7);
  const sign = softwareSigner(engine, privateKey, (length) => new Uint8Array(length).fill(9));
  const { list, serials } = await makeBigRevocationList(entries, sign);
  const publicKey = Buffer.from(engine.publicKeyOf(privateKey)).toString('hex');
  const paths = { list: join(folder, 'big.crl'), expectation: join(folder, 'expectation.json') };
  writeFileSync(paths.list, list);
  writeFileSync(paths.expectation, JSON.stringify({ serials, publicKey }));
  return paths;
}

/**
 * Compares the reading of a million entries with `openssl crl`, which does not check the signature of such a list.
 * The rounds alternate. `addedMegabytes` is the memory above that of a runtime with the same code and no list.
 */
export async function benchRevocationList(folder, rounds) {
  const paths = await writeList(folder);
  const results = { openssl: [], ours: [], bare: [] };
  for (let round = 0; round < rounds; round += 1) {
    results.openssl.push(await run('openssl', ['crl', '-inform', 'DER', '-in', paths.list, '-noout']));
    results.bare.push(await run(pinnedNode, [reader]));
    const ours = await run(pinnedNode, [reader, paths.list, paths.expectation]);
    results.ours.push({ ...ours, ...JSON.parse(ours.stdout) });
  }
  const middle = (name, key) => median(results[name].map((result) => result[key]));
  const megabytes = (name) => middle(name, 'peakBytes') / 1e6;
  return {
    opensslMs: middle('openssl', 'seconds') * 1000,
    importMs: middle('ours', 'importMs'),
    signatureMs: middle('ours', 'signatureMs'),
    lookupMicroseconds: middle('ours', 'lookupMicroseconds'),
    opensslMegabytes: megabytes('openssl'),
    addedMegabytes: megabytes('ours') - megabytes('bare'),
    peakMegabytes: megabytes('ours'),
  };
}
