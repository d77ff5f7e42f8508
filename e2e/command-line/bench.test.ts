import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { PROJECT, run } from '../fixtures/commands/run-command.ts';

const rowSchema = z.strictObject({
  part: z.string(),
  subject: z.string(),
  peer: z.string(),
  ratio: z.number().nonnegative().nullable(),
  target: z
    .string()
    .regex(/^[≤≥] \d/)
    .nullable(),
  met: z.boolean().nullable(),
  peakMegabytes: z.number().positive().nullable(),
});

/** Parts that take a few seconds on tiny inputs: commands, windows and code in this process. Figures of such a run say nothing. */
const PARTS = ['sm3', 'pages', 'start', 'window', 'list'];

it('Measures each part on tiny inputs, and says of each row whether its target is met', async () => {
  const bench = join(PROJECT, 'build/scripts/bench.mjs');
  const { status, stdout, stderr } = await run(process.execPath, [bench, ...PARTS, '--tiny', '--json']);
  expect(stderr).not.toContain('Error');
  expect(status).toBe(0);
  const rows = z.array(rowSchema).parse(JSON.parse(stdout));
  expect(new Set(rows.map(({ part }) => part))).toEqual(new Set(PARTS));
  for (const { ratio, target, met } of rows) expect(met === null).toBe(ratio === null || target === null);
});

it('Names the parts to who asks for another', async () => {
  // Without the set-up before it, which fetches an Electron for this system.
  const bench = join(PROJECT, 'build/scripts/bench/main.mjs');
  const { status, stderr } = await run(process.execPath, [bench, 'speed']);
  expect(status).toBe(64);
  expect(stderr).toContain('no such part: speed');
  expect(stderr).toContain('first-page');
});
