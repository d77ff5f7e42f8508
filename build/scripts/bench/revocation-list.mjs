import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeBigRevocationList } from '../../../e2e/fixtures/documents/big-revocation-list.ts';
import { loadSmEngine } from '../../../electron/core/sm/load-engine.ts';
import { softwareSigner } from '../../../electron/core/sm/message-signature.ts';
import { inProject, pinnedNode } from '../setup/project.mjs';
import { measured } from './alternate.mjs';
import { median } from './median.mjs';
import { atMost, row } from './rows.mjs';

const usualEntries = 1_000_000;
/** Microseconds that a look-up may take. */
const lookupMicroseconds = 5;
const reader = inProject('build/scripts/bench/read-revocation-list.mjs');

async function writeList(folder, entries) {
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
 * Its memory is what lies above that of a runtime with the same code and no list.
 */
export async function benchRevocationList({ folder, rounds, isTiny }) {
  const entries = isTiny ? 1_000 : usualEntries;
  const paths = await writeList(folder, entries);
  const results = { openssl: [], ours: [], bare: [] };
  for (let round = 0; round < rounds; round += 1) {
    results.openssl.push(await measured('openssl', ['crl', '-inform', 'DER', '-in', paths.list, '-noout']));
    results.bare.push(await measured(pinnedNode, [reader]));
    const ours = await measured(pinnedNode, [reader, paths.list, paths.expectation]);
    results.ours.push({ ...ours, ...JSON.parse(ours.stdout) });
  }
  const middle = (name, key) => median(results[name].map((result) => result[key]));
  const addedBytes = middle('ours', 'peakBytes') - middle('bare', 'peakBytes');
  const peakMegabytes = middle('ours', 'peakBytes') / 1e6;
  const of = (subject, peer, ratio, target) =>
    row({ part: 'list', subject, peer, ratio, target, peakMegabytes });
  const list = `a list of ${entries} revocations`;
  return [
    of(
      `read ${list}`,
      'openssl crl',
      middle('ours', 'importMs') / (middle('openssl', 'seconds') * 1000),
      atMost(0.15),
    ),
    of(`memory for ${list}`, 'openssl crl', addedBytes / middle('openssl', 'peakBytes'), atMost(0.2)),
    of(
      `a look-up in ${list}`,
      `${lookupMicroseconds} µs`,
      middle('ours', 'lookupMicroseconds') / lookupMicroseconds,
      atMost(1),
    ),
  ];
}
