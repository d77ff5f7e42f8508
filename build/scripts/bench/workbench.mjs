import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onePagePdf } from '../../../electron/core/pdf/fixtures/pdf-fixture.ts';
import { inProject, pinnedNode } from '../setup/project.mjs';
import { milliseconds } from './alternate.mjs';

export const commandLine = inProject('dist/cli/cli.js');

/** Makes a demonstration world without a platform, so that no earlier work of a person stands in the way. */
export async function makeWorld(home, command = commandLine) {
  await milliseconds(pinnedNode, [command, 'demo', home], { env: { SEALDESK_HOME: home } });
  return { ...JSON.parse(readFileSync(join(home, 'world.json'), 'utf8')), home };
}

/** Environment and arguments that seal a document by the first seal of a world. */
export function sealingBy({ home, pin, seals: [{ esId }] }, input, output, command = commandLine) {
  const where = ['--seal', esId, '--page', '1', '--at', '60,100', '--pin-env', 'BENCH_PIN'];
  return {
    args: [command, 'seal', input, '-o', output, ...where],
    env: { SEALDESK_HOME: home, BENCH_PIN: pin },
  };
}

/** Tells whether a program of another maker is on this machine. */
export const hasProgram = (name) => spawnSync(name, ['--version']).error === undefined;

/**
 * What every part gets: a folder of its own run, a world of its own, the number of rounds, and whether inputs are to be
 * tiny, so that a run shows in seconds that the part works.
 */
export function openWorkbench({ isTiny, rounds }) {
  mkdirSync(inProject('out/bench'), { recursive: true });
  const folder = mkdtempSync(inProject('out/bench', 'run-'));
  let world;
  let sealed;
  const bench = {
    ...{ folder, isTiny, rounds: isTiny ? 1 : rounds },
    /** The demonstration world, made when a part first asks for it. */
    world: () => (world ??= makeWorld(join(folder, 'world'))),
    /** Environment and arguments that seal a document by the world's first seal. */
    sealing: async (input, output) => sealingBy(await bench.world(), input, output),
    /** Path of a page that was sealed in that world. */
    sealedPage: () => (sealed ??= sealPage(bench)),
    /** Seals so many different pages in that world, each with a signature of its own. @returns their folder */
    sealedPages: (count) => sealPages(bench, count),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
  return bench;
}

async function sealPages(bench, count) {
  const [pages, sealed] = ['待盖章的页', '待验章'].map((name) => join(bench.folder, name));
  mkdirSync(pages);
  for (let number = 1; number <= count; number += 1) {
    writeFileSync(join(pages, `合同-${number}.pdf`), onePagePdf(`/MediaBox[0 0 595 ${841 + number}]`));
  }
  const { args, env } = await bench.sealing(pages, sealed);
  await milliseconds(pinnedNode, args.toSpliced(2, 0, '--batch'), { env });
  return sealed;
}

async function sealPage(bench) {
  const [page, output] = ['page.pdf', 'sealed-page.pdf'].map((name) => join(bench.folder, name));
  writeFileSync(page, onePagePdf());
  const { args, env } = await bench.sealing(page, output);
  await milliseconds(pinnedNode, args, { env });
  return output;
}
