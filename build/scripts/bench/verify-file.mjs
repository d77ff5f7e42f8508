import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeBigPdf } from '../../../e2e/fixtures/documents/big-pdf.ts';
import { pinnedNode } from '../setup/project.mjs';
import { alternated, milliseconds, peakOf } from './alternate.mjs';
import { atMost, row } from './rows.mjs';
import { commandLine } from './workbench.mjs';

const documentBytes = 210_000_000;
/** One picture of the fixture, the smallest of its kind. */
const tinyBytes = 48_000_000;
/** Megabytes that a larger document may take more: memory does not grow with the file. */
const growthMegabytes = 20;

/**
 * Compares verifying a large sealed file with one SM3 of it by OpenSSL, and its memory with that of verifying a page.
 * What a command costs that only starts is taken off.
 */
export async function benchVerifyFile(bench) {
  const [input, sealed] = ['to-seal.pdf', 'to-verify.pdf'].map((name) => join(bench.folder, name));
  writeBigPdf(input, bench.isTiny ? tinyBytes : documentBytes);
  const { args, env } = await bench.sealing(input, sealed);
  await milliseconds(pinnedNode, args, { env });
  rmSync(input);
  const verifying = (path) => [commandLine, 'verify', path];
  const times = await alternated(bench.rounds, {
    nothing: () => milliseconds(pinnedNode, [commandLine, '--version']),
    limit: () => milliseconds('openssl', ['dgst', '-sm3', sealed]),
    verify: () => milliseconds(pinnedNode, verifying(sealed), { env }),
  });
  const peakMegabytes = await peakOf(pinnedNode, verifying(sealed), env);
  const smallMegabytes = await peakOf(pinnedNode, verifying(await bench.sealedPage()), env);
  rmSync(sealed);
  return [
    row({
      ...{ part: 'verify', subject: 'verify a large sealed file, less a command that does nothing' },
      ...{ peer: 'openssl dgst -sm3', ratio: (times.verify - times.nothing) / times.limit },
      ...{ target: atMost(1.15), peakMegabytes },
    }),
    row({
      ...{ part: 'verify', subject: 'memory for a large file beyond that for a page' },
      peer: `${growthMegabytes} MB`,
      ...{ ratio: (peakMegabytes - smallMegabytes) / growthMegabytes, target: atMost(1), peakMegabytes },
    }),
  ];
}
