import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { measureProgram } from '../../../e2e/fixtures/measures/peak-memory.ts';
import { median } from './median.mjs';

/**
 * Runs every work once a round, one after the other, so that a slower machine slows all of them.
 * @param works functions by name; each gets the number of the round and may return its own measure in milliseconds
 * @returns the median of each, in milliseconds
 */
export async function alternated(rounds, works) {
  const times = Object.fromEntries(Object.keys(works).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, work] of Object.entries(works)) {
      const start = performance.now();
      const own = await work(round);
      times[name].push(own ?? performance.now() - start);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, each]) => [name, median(each)]));
}

/**
 * Runs a program to its end and shows nothing of it.
 * @returns milliseconds from its start to its end
 * @throws Error when it ends with another status
 */
export function milliseconds(program, args, { env = {}, status: wanted = 0 } = {}) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(program, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said = [];
    let ms = 0;
    child.stderr.on('data', (piece) => said.push(piece));
    child.on('error', reject);
    child.on('exit', () => (ms = performance.now() - start));
    child.on('close', (status) => {
      if (status === wanted) resolve(ms);
      else reject(new Error(`${program} ${args.join(' ')}: status ${status}: ${Buffer.concat(said)}`));
    });
  });
}

/**
 * Runs a program to its end and measures it.
 * @returns what it printed, its seconds and its peak memory
 * @throws Error when it ends with another status
 */
export async function measured(program, args, { env = {}, status: wanted = 0 } = {}) {
  const done = await measureProgram(program, args, env);
  if (done.status !== wanted)
    throw new Error(`${program} ${args.join(' ')}: status ${done.status}: ${done.stdout}`);
  return done;
}

/** Peak resident memory of a program's process, in megabytes. */
export async function peakOf(program, args, env = {}) {
  const { peakBytes } = await measured(program, args, { env });
  return peakBytes / 1e6;
}

/** USER_HZ of Linux: the unit of CPU times in /proc/self/stat. */
const ticksPerSecond = 100;

/**
 * CPU seconds of all processes that this one has started and that have ended, with theirs (proc_pid_stat(5)). Linux only: it
 * reads /proc.
 */
export function childSeconds() {
  const fields = readFileSync('/proc/self/stat', 'latin1').split(') ')[1].split(' ');
  return (Number(fields[13]) + Number(fields[14])) / ticksPerSecond;
}
