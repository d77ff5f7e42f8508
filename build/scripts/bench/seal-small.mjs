import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { builtPath } from '../../../native/build-module.mjs';
import { buildSoftToken, softTokenPath } from '../../../native/soft-token/build.mjs';
import { inProject, pinnedNode } from '../setup/project.mjs';
import { childSeconds, milliseconds } from './alternate.mjs';
import { median } from './median.mjs';
import { writeContract } from './reading.mjs';
import { atMost, row } from './rows.mjs';
import { hasProgram, makeWorld, sealingBy } from './workbench.mjs';

const contractPages = 3;
/** CPU seconds of all processes of the command, without what the token does to stretch the PIN. */
const targetSeconds = 0.6;

/**
 * Copies the bundles with a soft token that hardly stretches PINs, and makes a world by them.
 * @returns the world, and the command line of the copy
 * @throws Error when there is no C compiler
 */
async function quickWorld(folder) {
  const dist = join(folder, 'quick', 'dist');
  cpSync(inProject('dist'), dist, { recursive: true });
  cpSync(inProject('package.json'), join(folder, 'quick', 'package.json'));
  const quick = builtPath(buildSoftToken({ quickPins: true }));
  cpSync(quick, join(dist, 'native', basename(softTokenPath)));
  const commandLine = join(dist, 'cli', 'cli.js');
  return { commandLine, world: await makeWorld(join(folder, 'quick-world'), commandLine) };
}

/** Counts the fsyncs of one command and sums their time, by strace. @returns null without strace */
function fsyncsOf(folder, { args, env }, home) {
  if (!hasProgram('strace')) return null;
  const trace = join(folder, 'fsyncs.txt');
  const watched = ['-f', '-y', '-T', '-e', 'trace=fsync,fdatasync', '-o', trace, pinnedNode, ...args];
  const { status, stderr } = spawnSync('strace', watched, { env: { ...process.env, ...env } });
  if (status !== 0) throw new Error(`strace: status ${status}: ${stderr}`);
  const calls = readFileSync(trace, 'utf8').matchAll(/sync\(\d+<([^>]*)>.*?(?:<([\d.]+)>)?$/gm);
  const ofRegister = [...calls].filter(([, path]) => path.startsWith(join(home, 'store')));
  return {
    count: ofRegister.length,
    seconds: ofRegister.reduce((sum, [, , seconds]) => sum + Number(seconds ?? 0), 0),
  };
}

/**
 * Measures the processor time of sealing a small contract, all processes of the command together. The same is sealed in a world
 * whose token hardly stretches its PINs: the difference is what the stretching costs.
 */
export async function benchSealSmall(bench) {
  const input = join(bench.folder, 'contract.pdf');
  const output = join(bench.folder, 'contract-sealed.pdf');
  writeContract(input, contractPages);
  const usual = await bench.sealing(input, output);
  const { commandLine, world } = await quickWorld(bench.folder);
  const quick = sealingBy(world, input, output, commandLine);
  const costs = { usual: [], quick: [] };
  const seal = async (kind, { args, env }) => {
    rmSync(output, { force: true });
    const before = childSeconds();
    await milliseconds(pinnedNode, args, { env });
    costs[kind].push(childSeconds() - before);
  };
  // The first run of each keeps its compiled code.
  for (let round = 0; round <= bench.rounds; round += 1) {
    await seal('usual', usual);
    await seal('quick', quick);
  }
  const [usualSeconds, quickSeconds] = [costs.usual, costs.quick].map((each) => median(each.slice(1)));
  rmSync(output, { force: true });
  const fsyncs = fsyncsOf(bench.folder, usual, usual.env.SEALDESK_HOME);
  const part = 'small';
  return [
    row({
      ...{ part, subject: 'seal the small contract, CPU time without stretching the PIN' },
      ...{ peer: `${targetSeconds} s`, ratio: quickSeconds / targetSeconds, target: atMost(1) },
    }),
    row({
      ...{ part, subject: 'stretching the PIN in the soft token, CPU time' },
      ...{
        peer: `${targetSeconds} s`,
        ratio: Math.max(0, usualSeconds - quickSeconds) / targetSeconds,
        target: null,
      },
    }),
    row({
      ...{ part, subject: `${fsyncs?.count ?? 'all'} fsyncs of the register, time` },
      ...{ peer: `${targetSeconds} s`, ratio: (fsyncs?.seconds ?? NaN) / targetSeconds, target: null },
    }),
  ];
}
