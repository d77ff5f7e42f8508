import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const FIXTURE = fileURLToPath(new URL('end-halted.fixture.ts', import.meta.url));

describe.skipIf(process.platform === 'win32')('a command with a read that hangs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sealdesk-halt-'));
  const pipe = join(folder, 'pipe');
  beforeAll(() => expect(spawnSync('mkfifo', [pipe]).status).toBe(0));
  afterAll(() => rmSync(folder, { recursive: true }));

  const start = (way: string) => {
    const child = spawn(process.execPath, [FIXTURE, pipe, way], { stdio: ['ignore', 'pipe', 'pipe'] });
    const text = { out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => (text.out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (text.err += chunk.toString()));
    return { child, text };
  };

  it('ends with its status once all is printed', async () => {
    const { child, text } = start('ended');
    const [status] = (await once(child, 'close')) as [number | null];
    expect(text.out.replace(/x+/, 'x')).toBe('FILE_STALLED x\nhalted true\n');
    expect([text.out.length > 100_000, text.err]).toEqual([true, '']);
    expect(status).toBe(typeof process.execve === 'function' ? 66 : null);
  });

  it('does not end by itself, so that the test above proves something', async () => {
    const { child, text } = start('by itself');
    while (!text.out.includes('halted true')) await pause(20);
    await pause(300);
    expect(child.exitCode).toBeNull();
    child.kill('SIGKILL');
    await once(child, 'close');
  });
});
