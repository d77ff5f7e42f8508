import { closeSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { memorySource } from '../../../electron/core/bytes/byte-source.ts';
import { openOfd } from '../../../electron/core/ofd/package/ofd-package.ts';
import { firstDocument } from '../../../electron/core/ofd/places/first-document.ts';
import { substituteFonts } from '../../../electron/core/ofd/view/fonts/substitute-fonts.ts';
import { writeView } from '../../../electron/core/ofd/view/write-view.ts';
import { readFonts } from '../../../electron/adapters/fonts/font-files.ts';
import { writeBigOfd } from '../../../e2e/fixtures/documents/big-ofd.ts';
import { sampleOfd } from '../../../e2e/fixtures/documents/sample-ofd.ts';
import { inProject, pinnedNode } from '../setup/project.mjs';
import { alternated, peakOf } from './alternate.mjs';
import { firstPage } from './first-page.mjs';
import { atMost, row } from './rows.mjs';

/** Bytes of the smallest, and of larger files whose memory is compared with it. */
const sizes = { small: 30_000_000, larger: [100_000_000, 300_000_000] };
const tinySizes = { small: 3_000_000, larger: [9_000_000] };
/** Megabytes that sealing a larger file may take more. */
const growthMegabytes = 60;

/** Compares the first page of an OFD in a running window with that of the same pages as PDF, and the memory of sealing. */
export async function benchOfd(bench) {
  return [await compareFirstPages(bench), ...(await compareMemory(bench))];
}

async function compareFirstPages(bench) {
  const { home } = await bench.world();
  const pages = bench.isTiny ? 3 : 100;
  const [ofd, pdf] = ['contract.ofd', 'contract.pdf'].map((name) => join(bench.folder, name));
  writeFileSync(ofd, sampleOfd({ pages }));
  writeAsPdf(ofd, pdf);
  const times = await alternated(bench.rounds, {
    ofd: () => firstPage(ofd, home),
    pdf: () => firstPage(pdf, home),
  });
  return row({
    ...{ part: 'ofd', subject: `first page of an OFD of ${pages} pages`, peer: 'the same as PDF' },
    ...{ ratio: times.ofd / times.pdf, target: atMost(1.5) },
  });
}

/** Writes the pages as the window shows them. */
function writeAsPdf(path, output) {
  const ofd = openOfd(memorySource(new Uint8Array(readFileSync(path))));
  const fonts = substituteFonts(readFonts(inProject('dist/assets/fonts')));
  const descriptor = openSync(output, 'wx');
  const sink = { write: (bytes) => void writeSync(descriptor, bytes) };
  const view = writeView(ofd, firstDocument(ofd), { stamps: [], fonts, installed: null }, sink);
  while (view.writeNext());
  closeSync(descriptor);
}

async function compareMemory(bench) {
  const { small, larger } = bench.isTiny ? tinySizes : sizes;
  const least = await sealingPeak(bench, small);
  const rows = [];
  for (const size of larger) {
    const peakMegabytes = await sealingPeak(bench, size);
    rows.push(
      row({
        part: 'ofd',
        subject: `memory for sealing an OFD of ${size / 1e6} MB beyond that for ${small / 1e6} MB`,
        ...{ peer: `${growthMegabytes} MB`, ratio: (peakMegabytes - least) / growthMegabytes },
        ...{ target: atMost(1), peakMegabytes },
      }),
    );
  }
  return rows;
}

async function sealingPeak(bench, size) {
  const [input, output] = ['large.ofd', 'sealed.ofd'].map((name) => join(bench.folder, name));
  writeBigOfd(input, size);
  const { args, env } = await bench.sealing(input, output);
  const peakMegabytes = await peakOf(pinnedNode, [...args, '--accept', 'FONT_NOT_EMBEDDED'], env);
  [input, output].forEach((path) => rmSync(path));
  return peakMegabytes;
}
