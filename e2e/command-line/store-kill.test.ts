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
/** Kills up to this moment meet the start, the opening of the database, appending and backups. */
const LATEST_KILL_MS = 800;

interface Killed {
  readonly afterMs: number;
  /** Number of entries that the store had confirmed to the writer before the kill. */
  readonly confirmed: number;
}

/** Starts a writer and kills it after some time with SIGKILL. */
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

/** Opens the store after a kill and expects the right entries from an index on. */
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

/** Restores each backup into a home of its own, and expects it whole. @returns the number of backups */
async function restoreBackups(home: string): Promise<number> {
  const folder = join(home, 'store', 'backups');
  const names = readdirSync(folder).filter((name) => name.endsWith('.db'));
  for (const name of names) {
    const store = openHomeStore(temporaryFolder());
    const { entries } = await store.restore(join(folder, name), { shorten: false });
    // There are more if entries were added during the copy.
    expect(entries).toBeGreaterThanOrEqual(Number(/-(\d+)\.db$/.exec(name)?.[1]));
    await store.close();
  }
  return names.length;
}

describe('the store under kill -9', () => {
  it(`keeps every confirmed entry through ${KILLS} kills at random moments`, async () => {
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
      // At most one entry was written and not yet confirmed.
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
