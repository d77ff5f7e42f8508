// Plugs a token in and out and signs with it through one real token host, and prints the resources of both
// processes. soak.test.ts runs it in a separate process, so that the figures include no memory of the test runner.
// Linux only: it reads /proc.
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { childProcessHosts } from '../../../electron/adapters/tokens/child-process-hosts.ts';
import { createTokenHosts } from '../../../electron/adapters/tokens/token-hosts.ts';

const PIN = '123456';

const HEAP_REPORT_MS = 500;

/** Returns the resources of a process: open descriptors, threads, resident memory and the heap of JavaScript. */
interface Holding {
  readonly descriptors: number;
  readonly threads: number;
  readonly residentKb: number;
  readonly heapKb: number;
}

function holdingOf(pid: number, heapKb: number): Holding {
  const status = readFileSync(`/proc/${pid}/status`, 'latin1');
  const number = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
  return {
    descriptors: readdirSync(`/proc/${pid}/fd`).length,
    threads: number('Threads'),
    residentKb: number('VmRSS'),
    heapKb,
  };
}

function children(): number[] {
  const tasks = readdirSync('/proc/self/task');
  const lists = tasks.map((task) => readFileSync(`/proc/self/task/${task}/children`, 'latin1'));
  return lists.flatMap((list) => list.split(' ').filter(Boolean)).map(Number);
}

function must(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(what);
}

const taskSchema = z.object({
  hostEntry: z.string(),
  module: z.string(),
  serial: z.string(),
  /** Hexadecimal DER */
  certificate: z.string(),
  cycles: z.int(),
  signaturesPerCycle: z.int(),
  cyclesPerSample: z.int(),
});

const task = taskSchema.parse(JSON.parse(process.argv[2] ?? ''));
const { module, serial } = task;
const certificate = Uint8Array.from(Buffer.from(task.certificate, 'hex'));
const plugged = join(dirname(module), 'tokens', serial);
const pulled = join(dirname(module), 'pulled');
const heapReport = join(dirname(module), 'heap');
process.env['SEALDESK_SOAK_HEAP'] = heapReport;
process.env['NODE_OPTIONS'] = `--expose-gc --import ${new URL('report-heap.mjs', import.meta.url).href}`;
const ends: unknown[] = [];
const client = createTokenHosts({
  modules: () => [module],
  start: childProcessHosts(task.hostEntry),
  onHostEnd: (end) => ends.push(end),
});

async function seen(): Promise<number> {
  const { tokens, failures } = await client.list();
  must(failures.length === 0, JSON.stringify(failures));
  return tokens.length;
}

async function sign(): Promise<void> {
  const pin = new TextEncoder().encode(PIN);
  const signed = await client.signDigest({ module, serial, certificate, digest: randomBytes(32), pin });
  must(signed.ok, JSON.stringify(signed));
}

async function cycle(): Promise<void> {
  renameSync(plugged, pulled);
  must((await seen()) === 0, 'a pulled token shows');
  renameSync(pulled, plugged);
  must((await seen()) === 1, 'a plugged token does not show');
  for (let i = 0; i < task.signaturesPerCycle; i++) await sign();
}

/** Measures both processes after a garbage collection, so that the heap has live objects only. */
async function sample(count: number): Promise<Readonly<Record<string, unknown>>> {
  await setTimeout(HEAP_REPORT_MS);
  globalThis.gc?.();
  const [host, ...others] = children();
  must(host !== undefined && others.length === 0, 'not one host');
  const { heapUsed, external } = process.memoryUsage();
  return {
    cycle: count,
    host: holdingOf(host, Number(readFileSync(heapReport, 'latin1'))),
    parent: holdingOf(process.pid, Math.round((heapUsed + external) / 1024)),
  };
}

const samples = [];
for (let count = 1; count <= task.cycles; count++) {
  await cycle();
  if (count % task.cyclesPerSample === 0) samples.push(await sample(count));
}
client.stop();
process.stdout.write(JSON.stringify({ samples, hostEnds: ends.length }));
