import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeBigPdf } from '../../../e2e/fixtures/documents/big-pdf.ts';
import { pinnedNode } from '../setup/project.mjs';
import { alternated, milliseconds, peakOf } from './alternate.mjs';
import { pdfsigSigner } from './pdfsig-signer.mjs';
import { atMost, row } from './rows.mjs';
import { commandLine } from './workbench.mjs';

/** 210 MB is large enough that reading, hashing and writing take most of the time. */
const documentBytes = 210_000_000;
/** One picture of the fixture, the smallest of its kind. */
const tinyBytes = 48_000_000;

/**
 * Compares sealing a large file with the least that any sealing does, one copy and one SM3 of it by OpenSSL, and with
 * pdfsig, which signs it by RSA and SHA-256.
 */
export async function benchSealFile(bench) {
  const input = join(bench.folder, 'large.pdf');
  writeBigPdf(input, bench.isTiny ? tinyBytes : documentBytes);
  const output = (name) => join(bench.folder, `${name}.pdf`);
  const signing = pdfsigSigner(bench.folder);
  const { args, env } = await bench.sealing(input, output('sealed'));
  const fresh = (name) => rmSync(output(name), { force: true });
  const times = await alternated(bench.rounds, {
    nothing: () => milliseconds(pinnedNode, [commandLine, '--version']),
    limit: () => {
      fresh('copy');
      const start = performance.now();
      copyFileSync(input, output('copy'));
      const copyMs = performance.now() - start;
      return milliseconds('openssl', ['dgst', '-sm3', output('copy')]).then((ms) => copyMs + ms);
    },
    seal: () => {
      fresh('sealed');
      return milliseconds(pinnedNode, args, { env });
    },
    ...(signing !== null && {
      pdfsig: () => {
        fresh('signed');
        return milliseconds('pdfsig', signing(input, output('signed')));
      },
    }),
  });
  fresh('sealed');
  const peakMegabytes = await peakOf(pinnedNode, args, env);
  ['copy', 'sealed', 'signed', 'large'].forEach(fresh);
  const sealed = {
    part: 'seal',
    subject: 'seal a large file, less a command that does nothing',
    peakMegabytes,
  };
  const ms = times.seal - times.nothing;
  return [
    row({ ...sealed, peer: 'copy and openssl dgst -sm3', ratio: ms / times.limit, target: atMost(1.3) }),
    row({ ...sealed, peer: 'pdfsig -add-signature', ratio: ms / (times.pdfsig ?? NaN), target: atMost(0.7) }),
  ];
}
