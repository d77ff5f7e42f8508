import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockPlatform } from './sync-lock.ts';

/** Above every number that Linux gives to a process. */
const NO_PROCESS = '4194305';

describe('the lock of a platform', () => {
  let folder = '';
  const running = expect.objectContaining({ code: 'SYNC_RUNNING' }) as unknown;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('lets one process in at a time', () => {
    const unlock = lockPlatform(folder);
    expect(() => lockPlatform(folder)).toThrow(running);
    unlock();
    lockPlatform(folder)();
    expect(existsSync(join(folder, 'sync.lock'))).toBe(false);
  });

  it.each([
    ['a process that is gone', NO_PROCESS],
    ['nobody', ''],
  ])('is taken from %s', (_, holder) => {
    writeFileSync(join(folder, 'sync.lock'), holder);
    lockPlatform(folder)();
  });

  it('is taken from a process that has held it for hours', () => {
    const path = join(folder, 'sync.lock');
    lockPlatform(folder);
    const longAgo = Date.now() / 1000 - 7200;
    utimesSync(path, longAgo, longAgo);
    lockPlatform(folder)();
  });
});
