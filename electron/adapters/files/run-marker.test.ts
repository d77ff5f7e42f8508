import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { markRun } from './run-marker.ts';

it('tells the next start whether the program was closed', () => {
  const home = mkdtempSync(join(tmpdir(), 'run-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  const first = markRun(home);
  expect(first.endedAbnormally).toBe(false);
  // The power fails.
  const second = markRun(home);
  expect(second.endedAbnormally).toBe(true);
  second.closed();
  expect(markRun(home).endedAbnormally).toBe(false);
});

it('marks no folder that is not there', () => {
  const home = join(tmpdir(), 'no-home-there');
  expect(markRun(home).endedAbnormally).toBe(false);
  expect(markRun(home).endedAbnormally).toBe(false);
});
