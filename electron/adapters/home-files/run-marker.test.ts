import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runMark } from './run-marker.ts';

it('tells the next start whether the program was closed', () => {
  const home = mkdtempSync(join(tmpdir(), 'run-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  const first = runMark(home);
  expect(first.endedAbnormally).toBe(false);
  first.begun();
  // The power fails.
  const second = runMark(home);
  expect(second.endedAbnormally).toBe(true);
  second.begun();
  second.closed();
  expect(runMark(home).endedAbnormally).toBe(false);
});

it('marks no folder that is not there', () => {
  const home = join(tmpdir(), 'no-home-there');
  runMark(home).begun();
  expect(runMark(home).endedAbnormally).toBe(false);
});
