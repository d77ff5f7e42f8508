import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';

import { temporaryFolder } from '../fixtures/demo-world.ts';
import { writeProof } from '../fixtures/proof.ts';
import { seededRandom, testSeed } from '../fixtures/random.ts';
import { entryAt, openHomeStore } from '../fixtures/register-writer.ts';
import { PROJECT } from '../fixtures/run-command.ts';

const KILLS = 100;
/** Long enough to meet the start, the opening of the database, appending and the backups between. */
const LATEST_KILL_MS = 800;

interface Killed {
  readonly afterMs: number;
  /** How many entries the writer knew to be kept when it died. */
  readonly confirmed: number;
}

/** Starts a writer, kills it after a while with SIGKILL and says what it had printed. */
async function killWriter(home: string, afterMs: number, before: number): Promise<Killed> {
  const writer = spawn(process.execPath, [join(PROJECT, 'e2e/fixtures/register-writer.ts'), home]);
  const printed: Buffer[] = [];
  const errors: Buffer[] = [];
  writer.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  writer.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  const closed = once(writer, 'close');
  await pause(afterMs);
  writer.kill('SIGKILL');
  expect((await closed)[1], Buffer.concat(errors).toString()).toBe('SIGKILL');
  const lines = Buffer.concat(printed).toString().split('\n').slice(0, -1);
  return { afterMs, confirmed: lines.length === 0 ? before : Number(lines.at(-1)) + 1 };
}

/** Opens the store after a death and reads what is new, and a little before. */
async function inspect(
  home: string,
  from: number,
): Promise<{ readonly size: number; readonly damage: unknown }> {
  const store = openHomeStore(home);
  const { damage } = await store.opening();
  const size = await store.size();
  const entries = await store.entries({ from, count: size });
  expect(entries).toEqual(Array.from({ length: size - from }, (_, offset) => entryAt(from + offset)));
  await store.close();
  return { size, damage };
}

/** Every backup that lies there is whole: each is restored into a home of its own. */
async function restoreBackups(home: string): Promise<number> {
  const folder = join(home, 'store', 'backups');
  const names = readdirSync(folder).filter((name) => name.endsWith('.db'));
  for (const name of names) {
    const store = openHomeStore(temporaryFolder());
    const { entries } = await store.restore(join(folder, name));
    // More, where entries were added while it was copied.
    expect(entries).toBeGreaterThanOrEqual(Number(/-(\d+)\.db$/.exec(name)?.[1]));
    await store.close();
  }
  return names.length;
}

describe('the store under kill -9', () => {
  it(`keeps every confirmed entry through ${KILLS} deaths at random moments`, async () => {
    const seed = testSeed();
    const random = seededRandom(seed);
    const home = temporaryFolder();
    const deaths: Killed[] = [];
    let unconfirmed = 0;
    let size = 0;
    for (let count = 0; count < KILLS; count += 1) {
      const death = await killWriter(home, random(LATEST_KILL_MS), size);
      const found = await inspect(home, Math.max(0, size - 10));
      const context = `seed ${seed}, death ${count} after ${death.afterMs} ms`;
      expect(found.damage, context).toBeNull();
      expect(found.size - death.confirmed, context).toBeGreaterThanOrEqual(0);
      // The one entry that was written but not yet answered for.
      expect(found.size - death.confirmed, context).toBeLessThanOrEqual(1);
      unconfirmed += found.size - death.confirmed;
      size = found.size;
      deaths.push(death);
    }
    expect(await inspect(home, 0)).toEqual({ size, damage: null });
    const restored = await restoreBackups(home);
    const appending = deaths.filter(
      ({ confirmed }, index) => confirmed > (deaths[index - 1]?.confirmed ?? 0),
    ).length;
    expect({ appending: appending > KILLS / 5, restored: restored > 0 }).toEqual({
      appending: true,
      restored: true,
    });
    writeProof('store-kill', {
      seed,
      kills: deaths.length,
      killsAfterTheFirstEntryOfTheirWriter: appending,
      entries: size,
      lost: 0,
      keptBeforeTheyWereConfirmed: unconfirmed,
      damaged: 0,
      backupsRestored: restored,
      killedAfterMs: deaths.map(({ afterMs }) => afterMs),
    });
  });
});
