import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinnedNode } from '../setup/project.mjs';
import { alternated, milliseconds, peakOf } from './alternate.mjs';
import { atMost, row } from './rows.mjs';
import { commandLine } from './workbench.mjs';

/** A start takes a fraction of a second, so it is repeated more often than long work. */
const ROUNDS_MORE = 3;

/** Compares whole commands with a Node that runs an empty file. */
export async function benchStart(bench) {
  const { home } = await bench.world();
  const sealed = await bench.sealedPage();
  const empty = join(bench.folder, 'empty.mjs');
  writeFileSync(empty, '');
  const env = { SEALDESK_HOME: home };
  const commands = { '--help': ['--help'], tokens: ['tokens'], 'verify small': ['verify', sealed] };
  const targets = { '--help': 1.5, tokens: 4, 'verify small': 2.5 };
  const run = (args) => () => milliseconds(pinnedNode, args, { env });
  const works = Object.entries(commands).map(([name, args]) => [name, run([commandLine, ...args])]);
  const times = await alternated(bench.isTiny ? 1 : bench.rounds * ROUNDS_MORE, {
    empty: run([empty]),
    ...Object.fromEntries(works),
  });
  const rows = [];
  for (const [name, args] of Object.entries(commands)) {
    rows.push(
      row({
        ...{ part: 'start', subject: name, peer: 'an empty Node' },
        ratio: times[name] / times.empty,
        target: atMost(targets[name]),
        peakMegabytes: await peakOf(pinnedNode, [commandLine, ...args], env),
      }),
    );
  }
  return rows;
}
