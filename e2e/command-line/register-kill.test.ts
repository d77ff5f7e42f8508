import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';

import { auditTrust } from '../../electron/adapters/documents/home-evidence.ts';
import { homeHistory } from '../../electron/adapters/store/home-history.ts';
import type { SmEngine } from '../../electron/core/sm/engine.ts';
import { loadSmEngine } from '../../electron/core/sm/load-engine.ts';
import { auditStore, listRegister } from '../../electron/services/register/read-register.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { startPlatform, type TestPlatform } from '../fixtures/servers/platform.ts';
import { writeProof } from '../fixtures/proof.ts';
import { seededRandom, testSeed } from '../fixtures/random.ts';
import { openHomeStore } from '../fixtures/registers/register-writer.ts';
import { PROJECT, sealdesk } from '../fixtures/commands/run-command.ts';
import { countFor } from '../fixtures/thoroughness.ts';

const KILLS = countFor(30, 100);
/** Kills fall within this multiple of an undisturbed run, so that they meet every part and some runs end. */
const LONGER = 1.5;

/** Time limit for all kills, on a busy machine. */
const LIMIT_MS = 600_000;

type Act = 'seal' | 'sync';

/** Output of a command that has finished. */
const DONE: Readonly<Record<Act, string>> = { seal: '"ok":true', sync: '已同步' };

interface Death {
  readonly act: Act;
  readonly output: string;
  readonly afterMs: number;
  /** The command had ended, or had told the person that it was done, before it was killed. */
  readonly confirmed: boolean;
  /** The sealed file exists. */
  readonly sealed: boolean;
  readonly onRecord: boolean;
}

describe('sealing and synchronising under kill -9', () => {
  let world: DemoWorld;
  let platform: TestPlatform;
  let engine: SmEngine;
  const folder = temporaryFolder();

  beforeAll(async () => {
    world = await makeDemoWorld();
    platform = await startPlatform(world, { profile: 'suqian' });
    engine = await loadSmEngine();
    await timed('sync');
    longestMs = { seal: await timed('seal'), sync: await timed('sync') };
  });
  let longestMs: Readonly<Record<Act, number>>;

  /** Measures how long a command takes on this machine. */
  async function timed(act: Act): Promise<number> {
    const begun = performance.now();
    expect(await killed(commandFor(act, join(folder, 'first.pdf')), 120_000)).toContain(DONE[act]);
    return Math.round((performance.now() - begun) * LONGER);
  }

  const commandFor = (act: Act, output: string): string[] =>
    act === 'sync'
      ? ['sync']
      : [
          ...['seal', world.contract, '-o', output, '--seal', world.seals[0]?.esId ?? ''],
          ...['--at', '60,90', '--page', '1', '--pin-env', 'PIN', '--json'],
        ];

  /** @returns the output of the command up to the kill or its end */
  async function killed(args: readonly string[], afterMs: number): Promise<string> {
    const child = spawn(process.execPath, [join(PROJECT, 'dist/cli/cli.js'), ...args], {
      env: { ...process.env, SEALDESK_HOME: world.home, PIN: world.pin },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const printed: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
    const closed = once(child, 'close');
    await Promise.race([pause(afterMs), closed]);
    child.kill('SIGKILL');
    await closed;
    return Buffer.concat(printed).toString('utf8');
  }

  /** Expects store and register to be sound after a kill. @returns SM3 of all files on record */
  async function inspect(context: string): Promise<ReadonlySet<string>> {
    const client = openHomeStore(world.home);
    try {
      expect((await client.opening()).damage, context).toBeNull();
      const history = homeHistory(world.home, client, engine);
      const stores = { register: client, records: client, history };
      const audit = await auditStore(
        stores,
        await auditTrust(() => Promise.resolve(new Map()), world.trust.dir, engine),
      );
      expect(audit, context).toMatchObject({ ok: true, value: { sound: true, finding: null } });
      const listed = await listRegister({}, client);
      return new Set(
        listed.ok ? listed.value.entries.flatMap(({ entry }) => entry.document?.sm3After ?? []) : [],
      );
    } finally {
      await client.close();
    }
  }

  const sm3 = (path: string): string => createHash('sm3').update(readFileSync(path)).digest('hex');

  it(
    `lose nothing that was confirmed in ${KILLS} kills at random moments`,
    async () => {
      const seed = testSeed();
      const random = seededRandom(seed);
      const deaths: Death[] = [];
      for (let count = 0; count < KILLS; count += 1) {
        const act: Act = count % 2 === 0 ? 'seal' : 'sync';
        const afterMs = random(longestMs[act]);
        const output = join(folder, `${count}.pdf`);
        const printed = await killed(commandFor(act, output), afterMs);
        const context = `seed ${seed}, death ${count}: ${act} after ${afterMs} ms`;
        const known = await inspect(context);
        const sealed = existsSync(output);
        const onRecord = sealed && known.has(sm3(output));
        const confirmed = printed.includes(DONE[act]);
        if (act === 'seal' && confirmed) expect(onRecord, context).toBe(true);
        deaths.push({ act, output, afterMs, confirmed, sealed, onRecord });
      }
      // The next use of the key first records what the killed processes could not write down.
      const last = join(folder, 'last.pdf');
      await killed(commandFor('seal', last), 60_000);
      const known = await inspect(`seed ${seed}, at the end`);
      const files = seals(deaths).filter(({ output }) => existsSync(output));
      expect(files.filter(({ output }) => !known.has(sm3(output)))).toEqual([]);
      expect(known.size, 'each once').toBe(files.length + 2);
      const synced = await sealdesk(['sync'], { home: world.home });
      expect(synced.status, synced.stderr).toBe(0);
      const { uploaded, doubled } = onPlatform(world.home, platform.id);
      expect({ uploaded, doubled }).toEqual({ uploaded: await registerSize(world.home), doubled: 0 });
      const all = seals(deaths);
      expect(all.some(({ confirmed }) => confirmed)).toBe(true);
      expect(all.some(({ sealed }) => !sealed)).toBe(true);
      writeProof('register-kill', {
        seed,
        kills: deaths.length,
        sealedFiles: files.length + 2,
        longestMs,
        entries: uploaded,
        uploaded,
        doubled,
        lost: 0,
        sealsConfirmed: all.filter(({ confirmed }) => confirmed).length,
        sealsCutOffBeforeTheFile: all.filter(({ sealed }) => !sealed).length,
        sealedAndOnRecordOnlyAfterTheNextUse: all.filter(({ sealed, onRecord }) => sealed && !onRecord)
          .length,
        deaths: deaths.map(({ output: _, ...death }) => death),
      });
    },
    LIMIT_MS,
  );
});

const seals = (deaths: readonly Death[]): readonly Death[] => deaths.filter(({ act }) => act === 'seal');

async function registerSize(home: string): Promise<number> {
  const client = openHomeStore(home);
  try {
    return await client.size();
  } finally {
    await client.close();
  }
}

/** Counts the entries of the register that the platform has. */
function onPlatform(home: string, id: string): { readonly uploaded: number; readonly doubled: number } {
  const database = new Database(join(home, 'platform', id, 'platform.db'), { readonly: true });
  try {
    const rows = database
      .prepare<[], { place: number; leaf: string }>(
        'SELECT place, hex(leaf) AS leaf FROM register_entry ORDER BY place',
      )
      .all();
    return { uploaded: rows.length, doubled: rows.length - new Set(rows.map(({ leaf }) => leaf)).size };
  } finally {
    database.close();
  }
}
