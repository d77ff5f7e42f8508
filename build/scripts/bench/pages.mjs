import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeNull, writeObjectIdentifier, writeSequence } from '../../../electron/core/asn1/der-writer.ts';
import { DIGEST_OID } from '../../../electron/core/asn1/identifiers.ts';
import {
  signPdf,
  standardList,
  standardParty,
} from '../../../electron/core/verification/fixtures/standard-party.ts';
import { inProject, pinnedNode } from '../setup/project.mjs';
import { measured, milliseconds } from './alternate.mjs';
import { median } from './median.mjs';
import { writeContract } from './reading.mjs';
import { atMost, row } from './rows.mjs';
import { hasProgram } from './workbench.mjs';

const RSA_WITH_SHA256 = '1.2.840.113549.1.1.11';
const warmRounds = 16;

/** A key that pdfsig knows, too. */
function rsaSigner() {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    publicKey: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
    algorithm: writeSequence(writeObjectIdentifier(RSA_WITH_SHA256), writeNull()),
    digestId: DIGEST_OID.sha256,
    sign: (message) => new Uint8Array(sign('sha256', message, privateKey)),
    digest: (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
  };
}

/** Writes a signed contract of many pages, and a folder that trusts its signer. */
async function writeSigned(folder, pages) {
  const paths = { plain: join(folder, 'pages.pdf'), signed: join(folder, 'pages-signed.pdf') };
  const trust = join(folder, 'pages-trust');
  writeContract(paths.plain, pages);
  const root = standardParty(rsaSigner(), 'Root', null);
  const signer = standardParty(rsaSigner(), 'Holder', root);
  writeFileSync(paths.signed, await signPdf(new Uint8Array(readFileSync(paths.plain)), { signer }));
  mkdirSync(trust);
  writeFileSync(join(trust, 'root.cer'), root.certificate);
  writeFileSync(join(trust, 'root.crl'), standardList(root));
  return { signed: paths.signed, trust };
}

/** Compares the verification of a contract of a thousand pages, in a program that is warm, with pdfsig. */
export async function benchPages(bench) {
  const pages = bench.isTiny ? 10 : 1_000;
  const { signed, trust } = await writeSigned(bench.folder, pages);
  const script = inProject('build/scripts/bench/verify-pages.mjs');
  const hasPeer = hasProgram('pdfsig');
  const times = { ours: [], peer: [] };
  let peakBytes = 0;
  for (let round = 0; round < bench.rounds; round += 1) {
    const done = await measured(pinnedNode, [script, signed, trust, String(warmRounds)]);
    times.ours.push(JSON.parse(done.stdout).milliseconds);
    peakBytes = Math.max(peakBytes, done.peakBytes);
    if (hasPeer) times.peer.push(await milliseconds('pdfsig', ['-nocert', signed]));
  }
  return [
    row({
      ...{ part: 'pages', subject: `verify ${pages} pages, warm`, peer: 'pdfsig' },
      ratio: hasPeer ? median(times.ours) / median(times.peer) : NaN,
      target: atMost(1),
      peakMegabytes: peakBytes / 1e6,
    }),
  ];
}
