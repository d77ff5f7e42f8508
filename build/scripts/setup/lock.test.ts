import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exclusively } from './lock.mjs';

describe('exclusively', () => {
  let folder = '';
  const lockFile = () => join(folder, 'lock');

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('lets one work end before the next begins', async () => {
    const events: string[] = [];
    const work = (name: string) => async () => {
      events.push(`${name} begins`);
      await Promise.resolve();
      events.push(`${name} ends`);
    };
    await Promise.all([exclusively(work('one'), lockFile()), exclusively(work('two'), lockFile())]);
    expect(events).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
  });

  it('takes the lock from a process that is gone', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    writeFileSync(lockFile(), String(pid));
    await expect(exclusively(() => Promise.resolve('done'), lockFile())).resolves.toBe('done');
  });

  it('unlocks after a failure', async () => {
    await expect(exclusively(() => Promise.reject(new Error('broken')), lockFile())).rejects.toThrow(
      'broken',
    );
    expect(existsSync(lockFile())).toBe(false);
  });
});
