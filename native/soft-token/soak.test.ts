import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeProof } from '../../e2e/fixtures/proof.ts';
import { PROJECT, run } from '../../e2e/fixtures/commands/run-command.ts';
import { certified } from './testing/demo-certificate.ts';
import { freshModule, realClient, tokenWithKey } from './testing/soft-token-fixture.ts';

const CYCLES = 500;
const SIGNATURES_PER_CYCLE = 4;
const CYCLES_PER_SAMPLE = 25;
/** Start-up and the first garbage collections take this many cycles; growth is measured after them. */
const WARM_UP_CYCLES = 150;
/**
 * The heap after garbage collection is exact to some kilobytes, so a leak of 200 bytes a signature shows. Resident
 * memory includes V8's reserves, so a native leak shows from some kilobytes a signature on.
 */
const ALLOWED_GROWTH_KB = { heapKb: 250, residentKb: 8 * 1024 } as const;

interface Holding {
  readonly descriptors: number;
  readonly threads: number;
  readonly residentKb: number;
  /** Memory of JavaScript after garbage collection. */
  readonly heapKb: number;
}

interface Sample {
  readonly cycle: number;
  readonly host: Holding;
  readonly parent: Holding;
}

interface Soak {
  readonly samples: readonly Sample[];
  readonly hostEnds: number;
}

async function soak(): Promise<Soak> {
  const module = freshModule({ quickPins: true });
  const client = realClient([]);
  const token = await tokenWithKey(client, module);
  const certificate = await certified(client, token);
  client.stop();
  const task = {
    hostEntry: join(PROJECT, 'dist/token-host/token-host.js'),
    module,
    serial: token.serial,
    certificate: Buffer.from(certificate).toString('hex'),
    cycles: CYCLES,
    signaturesPerCycle: SIGNATURES_PER_CYCLE,
    cyclesPerSample: CYCLES_PER_SAMPLE,
  };
  const worker = fileURLToPath(new URL('testing/soak-worker.ts', import.meta.url));
  const outcome = await run(process.execPath, ['--expose-gc', worker, JSON.stringify(task)]);
  if (outcome.status !== 0) throw new Error(outcome.stderr);
  return JSON.parse(outcome.stdout) as Soak;
}

/**
 * Follows the least that is held from each sample on: collections are irregular, and what waits for one only adds, while a
 * leak raises the least as well. Of resident memory the largest single rise does not count: V8 takes a reserve of some
 * megabytes at once, at one cycle or another, while a leak rises with every sample.
 */
function growthKb(samples: readonly Sample[], who: 'host' | 'parent', of: 'residentKb' | 'heapKb'): number {
  const held = samples.map((sample) => sample[who][of]);
  const least = held.slice(0, -Math.floor(held.length / 3)).map((_, at) => Math.min(...held.slice(at)));
  const rises = least.slice(1).map((kb, at) => kb - (least[at] ?? kb));
  const all = rises.reduce((sum, kb) => sum + kb, 0);
  return of === 'residentKb' ? all - Math.max(...rises) : all;
}

function growthOf(samples: readonly Sample[], who: 'host' | 'parent') {
  return {
    heapKb: growthKb(samples, who, 'heapKb'),
    residentKb: growthKb(samples, who, 'residentKb'),
  };
}

describe('500 removals and 2,000 signatures through one token host', () => {
  let samples: readonly Sample[];
  let warm: readonly Sample[];
  let hostEnds: number;

  beforeAll(async () => {
    ({ samples, hostEnds } = await soak());
    warm = samples.filter(({ cycle }) => cycle >= WARM_UP_CYCLES);
    const growth = { host: growthOf(warm, 'host'), parent: growthOf(warm, 'parent') };
    const measured = { cycles: CYCLES, signatures: CYCLES * SIGNATURES_PER_CYCLE, hostEnds };
    const bounds = { warmUpCycles: WARM_UP_CYCLES, growth: ALLOWED_GROWTH_KB };
    writeProof('token-soak', { ...measured, bounds, growth, samples });
  });

  it('need only one host', () => {
    expect({ last: samples.at(-1)?.cycle, hostEnds }).toEqual({ last: CYCLES, hostEnds: 0 });
  });

  it.each(['host', 'parent'] as const)('leave no descriptor and no thread in the %s', (who) => {
    const held = warm.map((sample) => `${sample[who].descriptors} ${sample[who].threads}`);
    expect(new Set(held).size).toBe(1);
  });

  it.each(['host', 'parent'] as const)('leave no memory in the %s', (who) => {
    expect(growthKb(warm, who, 'heapKb')).toBeLessThan(ALLOWED_GROWTH_KB.heapKb);
    expect(growthKb(warm, who, 'residentKb')).toBeLessThan(ALLOWED_GROWTH_KB.residentKb);
  });
});
