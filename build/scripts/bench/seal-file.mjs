import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeBigPdf } from '../../../e2e/fixtures/big-pdf.ts';
import { pinnedNode } from '../setup/project.mjs';
import { alternated, milliseconds, peakOf } from './alternate.mjs';
import { atMost, row } from './rows.mjs';
import { commandLine } from './workbench.mjs';

/** 210 MB is large enough that reading, hashing and writing take most of the time. */
const documentBytes = 210_000_000;
/** One picture of the fixture, the smallest of its kind. */
const tinyBytes = 48_000_000;

/** Compares sealing a large file with the least that any sealing does: one copy, and one SM3 of it by OpenSSL. */
export async function benchSealFile(bench) {
  const input = join(bench.folder, 'large.pdf');
  writeBigPdf(input, bench.isTiny ? tinyBytes : documentBytes);
  const output = (name) => join(bench.folder, `${name}.pdf`);
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
  });
  fresh('sealed');
  const peakMegabytes = await peakOf(pinnedNode, args, env);
  ['copy', 'sealed', 'large'].forEach(fresh);
  return [
    row({
      ...{ part: 'seal', subject: 'seal a large file, less a command that does nothing' },
      peer: 'copy and openssl dgst -sm3',
      ratio: (times.seal - times.nothing) / times.limit,
      target: atMost(1.3),
      peakMegabytes,
    }),
  ];
}
