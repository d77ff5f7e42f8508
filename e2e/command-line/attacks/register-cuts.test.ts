import { createHash } from 'node:crypto';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';

import type { RegisterAudit } from '../../../electron/shared/model/register.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../../fixtures/worlds/demo-world.ts';
import { startPlatform, type TestPlatform } from '../../fixtures/servers/platform.ts';
import { writeProof } from '../../fixtures/proof.ts';
import { sealdesk, type CommandOutcome } from '../../fixtures/commands/run-command.ts';
import { alterEntry, withRegister } from '../../fixtures/registers/tamper-register.ts';

/** Alters an entry together with its leaf hash, so that the row fits itself. */
function rewriteEntry(database: Database.Database, index: number, from: string, to: string): void {
  const found = database
    .prepare<[number], Buffer>('SELECT bytes FROM register_entry WHERE entry_index = ?')
    .pluck()
    .get(index);
  const bytes = Buffer.from((found ?? Buffer.alloc(0)).toString('utf8').replace(from, to));
  const leaf = createHash('sm3')
    .update(Buffer.concat([Buffer.of(0), bytes]))
    .digest();
  const { changes } = database
    .prepare('UPDATE register_entry SET bytes = ?, leaf_hash = ? WHERE entry_index = ?')
    .run(bytes, leaf, index);
  if (changes !== 1 || !bytes.includes(to)) throw new Error(`entry ${index} is not rewritten`);
}

describe('A register that somebody edits', () => {
  let world: DemoWorld;
  let platform: TestPlatform;
  const folder = temporaryFolder();
  const proof: Record<string, unknown> = {};
  const store = (): string => join(world.home, 'store');
  const command = (...args: readonly string[]): Promise<CommandOutcome> =>
    sealdesk(args, { home: world.home, env: { PIN: world.pin } });
  const seal = (name: string): Promise<CommandOutcome> =>
    command(
      ...['seal', world.contract, '-o', join(folder, `${name}.pdf`)],
      ...['--seal', world.seals[0]?.esId ?? '', '--at', '60,90', '--page', '4'],
      ...['--purpose', '采购合同', '--pin-env', 'PIN'],
    );
  const audit = async (): Promise<RegisterAudit> =>
    JSON.parse((await command('register', 'verify', '--json')).stdout) as RegisterAudit;
  const answerOf = ({ status, stderr }: CommandOutcome) => ({
    status,
    code: /\b[A-Z]+_[A-Z_]+\b/.exec(stderr)?.[0],
  });

  /** Runs an attack on the store, and puts the store back as it was. The token and the platform stay as they are. */
  async function attacked(edit: () => void, look: () => Promise<void>): Promise<void> {
    const kept = join(temporaryFolder(), 'store');
    cpSync(store(), kept, { recursive: true });
    try {
      edit();
      await look();
    } finally {
      rmSync(store(), { recursive: true });
      cpSync(kept, store(), { recursive: true });
    }
  }

  beforeAll(async () => {
    world = await makeDemoWorld();
    platform = await startPlatform(world, { profile: 'suqian' });
    expect((await command('sync')).status).toBe(0);
    for (const number of [1, 2, 3, 4, 5]) expect(await seal(`good-${number}`)).toMatchObject({ status: 0 });
    expect((await command('sync')).status).toBe(0);
    expect(await audit()).toMatchObject({
      sound: true,
      protectedSize: 6,
      outside: [{ size: 6 }, { size: 6 }],
    });
  }, 120_000);

  it('and cuts, with all that the database says of its heads and its id, is not countersigned anew', async () => {
    const rewrite = (): void =>
      withRegister(world.home, (database) => {
        rewriteEntry(database, 3, '采购合同', '借款合同');
        database.exec('DELETE FROM register_entry WHERE entry_index > 3; DELETE FROM register_checkpoint');
        database.exec("DELETE FROM record WHERE kind LIKE 'register%'");
      });
    await attacked(rewrite, async () => {
      const synced = await command('sync');
      const found = await audit();
      proof['rewritten'] = { sync: answerOf(synced), finding: found.finding };
      expect([synced.status, synced.stderr]).toEqual([1, expect.stringContaining('REGISTER_CUT')]);
      expect(found).toMatchObject({
        sound: false,
        finding: { kind: 'entryAltered', index: 3, last: 3, held: 3 },
      });
      expect(await seal('rewritten')).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('REGISTER_CUT') as unknown,
      });
      expect(existsSync(join(folder, 'rewritten.pdf'))).toBe(false);
    });
    const cutWithId = (): void =>
      withRegister(world.home, (database) => {
        database.exec('DELETE FROM register_entry WHERE entry_index > 2; DELETE FROM register_checkpoint');
        database.exec("DELETE FROM record WHERE kind LIKE 'register-%'");
      });
    await attacked(cutWithId, async () => {
      rmSync(join(store(), 'heads.jsonl'));
      const synced = await command('sync');
      proof['cutWithoutJournal'] = { sync: answerOf(synced) };
      expect([synced.status, synced.stderr]).toEqual([1, expect.stringContaining('REGISTER_DIFFERS')]);
      // The platform's word is in the journal since, so that it bars the seal offline too.
      expect(await seal('cut')).toMatchObject({ status: 1 });
    });
    expect(await audit()).toMatchObject({ sound: true, size: 6 });
  }, 120_000);

  it('in rows that then do not fit their hash synchronises and seals no more', async () => {
    await attacked(
      () => alterEntry(world.home, 1, '采购合同', '借款合同'),
      async () => {
        const [synced, sealed, listed] = [
          await command('sync'),
          await seal('altered'),
          await command('register', 'list', '--json'),
        ];
        proof['altered'] = { sync: answerOf(synced), seal: answerOf(sealed) };
        expect([synced.status, synced.stderr]).toEqual([
          1,
          expect.stringContaining('REGISTER_ENTRY_ALTERED'),
        ]);
        expect([sealed.status, sealed.stderr]).toEqual([
          1,
          expect.stringContaining('REGISTER_ENTRY_ALTERED'),
        ]);
        expect(listed.stderr).toContain('unreadable entries: 2');
      },
    );
  }, 120_000);

  it('is found offline by the journal of heads and by the key, until a person goes on with a reason', async () => {
    await platform.operator.offline();
    const drop = (): void =>
      withRegister(world.home, (database) => {
        database.exec('DELETE FROM register_entry WHERE entry_index >= 3; DELETE FROM register_checkpoint');
        database.exec("DELETE FROM record WHERE kind = 'register-countersignature'");
      });
    await attacked(drop, async () => {
      const found = await audit();
      const sealed = await seal('dropped');
      proof['dropped'] = { finding: found.finding, seal: answerOf(sealed) };
      expect(found.finding).toMatchObject({ kind: 'shortened', index: 3, last: 5, held: 3 });
      expect([sealed.status, sealed.stderr]).toEqual([1, expect.stringContaining('REGISTER_CUT')]);
    });
    await attacked(drop, async () => {
      rmSync(join(store(), 'heads.jsonl'));
      const found = await audit();
      const sealed = await seal('journal-gone');
      proof['droppedWithJournal'] = { finding: found.finding, seal: answerOf(sealed) };
      expect(found.finding).toMatchObject({ kind: 'shortened', source: { kind: 'token' } });
      expect([sealed.status, sealed.stderr]).toEqual([1, expect.stringContaining('REGISTER_CUT')]);

      expect((await command('register', 'new-id', '--reason', '磁盘损坏，无法找回')).status).toBe(0);
      expect(await seal('going-on')).toMatchObject({ status: 0 });
      const after = await audit();
      proof['acknowledged'] = after.renewals;
      expect(after).toMatchObject({
        sound: true,
        renewals: [{ reason: '磁盘损坏，无法找回', unfitting: 6 }],
      });
    });
    writeProof('attack-04-register-cuts', {
      reproduction:
        'Alter entry 4, drop the later ones, the checkpoints and the records about registers, synchronise. Alter a row without its hash, synchronise and seal. Offline, delete the last rows with the checkpoints.',
      before: {
        commit: 'bf234e7',
        rewritten: { sync: { status: 0 }, audit: { sound: true } },
        altered: { sync: { status: 0 }, seal: { status: 0 } },
        dropped: { audit: { sound: true }, seal: { status: 0 } },
      },
      now: proof,
    });
  }, 120_000);
});
