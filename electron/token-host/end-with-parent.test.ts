import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

const FIXTURE = fileURLToPath(new URL('end-with-parent.fixture.ts', import.meta.url));
/** A thread looks once a second. */
const LONGEST_MS = 10_000;

function runs(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

describe('a token host that hangs in a module', () => {
  let parent: ChildProcess | undefined;
  let host = 0;
  afterEach(() => {
    parent?.kill('SIGKILL');
    if (runs(host)) process.kill(host, 'SIGKILL');
  });

  it.each(['linux', 'win32', 'darwin'])('ends with a parent that is killed, the way of %s', async (way) => {
    parent = spawn(process.execPath, [FIXTURE, 'parent', way], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(parent.stdout ?? parent, 'data')) as [Buffer];
    host = Number(line.toString());
    expect(runs(host)).toBe(true);
    parent.kill('SIGKILL');
    for (let waitedMs = 0; runs(host) && waitedMs < LONGEST_MS; waitedMs += 100) await pause(100);
    expect(runs(host)).toBe(false);
  });
});
