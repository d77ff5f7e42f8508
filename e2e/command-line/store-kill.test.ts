import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';

import { temporaryFolder } from '../fixtures/worlds/demo-world.ts';
import { writeProof } from '../fixtures/proof.ts';
import { seededRandom, testSeed } from '../fixtures/random.ts';
import { entryAt, openHomeStore } from '../fixtures/registers/register-writer.ts';
import { PROJECT } from '../fixtures/commands/run-command.ts';
import { countFor } from '../fixtures/thoroughness.ts';

const KILLS = countFor(30, 100);
/** Every second kill comes within this time of the start: it meets the start and the opening of the database. */
const LATEST_OF_START_MS = 400;
/** The others come within this time of the first confirmed entry: they meet appending and backups. */
const LATEST_OF_APPENDING_MS = 400;

type Phase = 'start' | 'appending';

interface Killed {
  readonly phase: Phase;
  readonly afterMs: number;
  /** Number of entries that the store had confirmed to the writer before the kill. */
  readonly confirmed: number;
}

/** Starts a writer and kills it with SIGKILL, some time after its start or after its first confirmed entry. */
async function killWriter(home: string, phase: Phase, afterMs: number, before: number): Promise<Killed> {
  const writer = spawn(process.execPath, [join(PROJECT, 'e2e/fixtures/registers/register-writer.ts'), home]);
  const printed: Buffer[] = [];
  const errors: Buffer[] = [];
  writer.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  writer.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  const closed = once(writer, 'close');
  if (phase === 'appending') await Promise.race([once(writer.stdout, 'data'), closed]);
  await pause(afterMs);
  writer.kill('SIGKILL');
  expect((await closed)[1], Buffer.concat(errors).toString()).toBe('SIGKILL');
  const lines = Buffer.concat(printed).toString().split('\n').slice(0, -1);
  return { phase, afterMs, confirmed: lines.length === 0 ? before : Number(lines.at(-1)) + 1 };
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
      const phase: Phase = count % 2 === 0 ? 'start' : 'appending';
      const latest = phase === 'start' ? LATEST_OF_START_MS : LATEST_OF_APPENDING_MS;
      const death = await killWriter(home, phase, random(latest), size);
      const found = await inspect(home, Math.max(0, size - 10));
      const context = `seed ${seed}, death ${count}, ${death.afterMs} ms into its ${phase}`;
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
      deaths: deaths.map(({ phase, afterMs }) => ({ phase, afterMs })),
    });
  });
});
