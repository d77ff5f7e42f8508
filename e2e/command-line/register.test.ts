import { strFromU8, unzipSync } from 'fflate';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

import type { RegisterAudit, RegisteredEntry } from '../../electron/shared/model/register.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { writeProof } from '../fixtures/proof.ts';
import { sealdesk, type CommandOutcome } from '../fixtures/commands/run-command.ts';
import { alterEntry, swapEntries, withRegister } from '../fixtures/registers/tamper-register.ts';

const NEW_PIN = 'Seal#2468';

describe('the register on the command line', () => {
  let world: DemoWorld;
  const out = join(temporaryFolder(), '已盖章.pdf');
  const command = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    sealdesk(args, { home: world.home, env });
  const seal = (pin: string, output: string): Promise<CommandOutcome> =>
    command(
      [
        ...['seal', world.contract, '-o', output, '--seal', world.seals[0]?.esId ?? '', '--at', '60,90'],
        ...['--page', '4', '--purpose', '=采购合同', '--counterpart', '示例公司', '--applicant', '张三'],
        ...['--approver', '王五', '--keeper', '李四', '--pin-env', 'PIN', '--json'],
      ],
      { PIN: pin },
    );
  const sm3 = (path: string): string => createHash('sm3').update(readFileSync(path)).digest('hex');
  const list = async (...args: readonly string[]): Promise<RegisteredEntry[]> => {
    const { stdout } = await command(['register', 'list', '--json', ...args]);
    return stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as RegisteredEntry);
  };
  const verify = async (): Promise<{ status: number | null; audit: RegisterAudit }> => {
    const { status, stdout } = await command(['register', 'verify', '--json']);
    return { status, audit: JSON.parse(stdout) as RegisterAudit };
  };

  /** Checks the register while two entries have changed places, and puts them back. */
  async function swapped(hashes: 'gowith' | 'stay'): ReturnType<typeof verify> {
    swapEntries(world.home, [0, 1], hashes);
    const found = await verify();
    swapEntries(world.home, [0, 1], hashes);
    return found;
  }
  /** Checks the register while the first checkpoint's signature has another first digit, and restores it. */
  async function withSignatureOf(digit: string, other: string): ReturnType<typeof verify> {
    const change = `UPDATE register_checkpoint SET signature =
      (CASE substr(signature, 1, 1) WHEN '${digit}' THEN '${other}' ELSE '${digit}' END) || substr(signature, 2)
      WHERE number = 1`;
    let kept: unknown;
    withRegister(world.home, (database) => {
      kept = database.prepare('SELECT signature FROM register_checkpoint WHERE number = 1').pluck().get();
      database.exec(change);
    });
    const found = await verify();
    withRegister(world.home, (database) =>
      database.prepare('UPDATE register_checkpoint SET signature = ? WHERE number = 1').run(kept),
    );
    return found;
  }

  beforeAll(async () => {
    world = await makeDemoWorld();
  });

  it('lists each use and each refusal, newest first, with the hashes that openssl computes', async () => {
    expect((await seal('000000', out)).status).toBe(77);
    expect((await seal(world.pin, out)).status).toBe(0);
    const serial = world.companies[0]?.tokenSerial ?? '';
    const changed = await command(
      ['pin', 'change', '--token', serial, '--pin-env', 'A', '--new-pin-env', 'B', '--json'],
      { A: world.pin, B: NEW_PIN },
    );
    expect(changed.status).toBe(0);

    const entries = await list();
    expect(entries.map(({ entry }) => [entry.act, entry.result])).toEqual([
      ['pinChange', 'done'],
      ['seal', 'done'],
      ['seal', 'PIN_WRONG'],
    ]);
    expect(entries[1]?.entry).toMatchObject({
      document: { sm3Before: sm3(world.contract), sm3After: sm3(out), page: 4 },
      seal: { esId: world.seals[0]?.esId },
      tokenSerial: serial,
      purpose: '=采购合同',
      people: { applicant: '张三', approver: '王五', keeper: '李四' },
    });
    expect(entries[2]?.entry.document).toMatchObject({ sm3Before: sm3(world.contract), sm3After: null });
    expect(JSON.stringify(entries)).not.toContain(NEW_PIN);
  });

  it('can be searched by words and days', async () => {
    expect(await list('--search', sm3(out).toUpperCase())).toHaveLength(1);
    expect(await list('--search', '李四')).toHaveLength(2);
    expect(await list('--to', '2001-01-01')).toHaveLength(0);
    expect(await list('--from', '2001-01-01')).toHaveLength(3);
  });

  it('is listed page by page, and says where the next page begins', async () => {
    const first = await command(['register', 'list', '--json', '--count', '2']);
    expect(first.stdout.trim().split('\n')).toHaveLength(2);
    expect(first.stderr).toContain('--before 2');
    expect((await list('--before', '2')).map(({ index }) => index)).toEqual([0]);
    expect((await command(['register', 'list', '--count', '0'])).status).toBe(64);
  });

  it('accepts a void file once, and refuses an unknown one', async () => {
    const once = await command(['register', 'void', out, '--reason', '合同取消', '--json']);
    expect([once.status, JSON.parse(once.stdout)]).toEqual([0, { ok: true, voids: sm3(out) }]);
    expect((await command(['register', 'void', sm3(out), '--reason', '合同取消'])).status).toBe(64);
    expect((await command(['register', 'void', world.contract, '--reason', '合同取消'])).status).toBe(64);
  });

  it('can be exported as JSON, and as a spreadsheet whose cells run no formula', async () => {
    const [csv, json] = [join(temporaryFolder(), 'a.csv'), join(temporaryFolder(), 'a.json')];
    expect((await command(['register', 'export', '-o', csv])).status).toBe(0);
    expect((await command(['register', 'export', '-o', json, '--format', 'json'])).status).toBe(0);
    const text = readFileSync(csv, 'utf8');
    expect([text.startsWith('\u{feff}'), text.split('\r\n')]).toEqual([true, expect.any(Array)]);
    expect(text.split('\r\n')).toHaveLength(6);
    expect(text).toContain(`"'=采购合同"`);
    expect(JSON.parse(readFileSync(json, 'utf8'))).toEqual(await list());
    expect(text).toContain('盖章,成功');
    expect((await command(['register', 'export', '-o', csv])).status).toBe(73);
    const sheet = join(temporaryFolder(), '用印登记表.xlsx');
    expect((await command(['register', 'export', '-o', sheet, '--format', 'xlsx'])).status).toBe(0);
    expect(strFromU8(unzipSync(readFileSync(sheet))['[Content_Types].xml'] ?? new Uint8Array())).toContain(
      'sheet',
    );
  });

  it('reveals altered entries, and entries removed below a checkpoint', async () => {
    const sound = await verify();
    expect(sound).toMatchObject({
      status: 0,
      audit: { size: 4, checkpoints: 2, signedCheckpoints: 2, sound: true },
    });
    alterEntry(world.home, 1, '示例公司', '别的公司');
    const altered = await verify();
    expect(altered).toMatchObject({
      status: 1,
      audit: { sound: false, finding: { kind: 'entryAltered', index: 1 } },
    });
    alterEntry(world.home, 1, '别的公司', '示例公司');
    expect((await verify()).status).toBe(0);
    const reordered = await swapped('stay');
    expect(reordered).toMatchObject({ status: 1, audit: { finding: { kind: 'outOfOrder', index: 0 } } });
    const reorderedWithHashes = await swapped('gowith');
    expect(reorderedWithHashes).toMatchObject({
      status: 1,
      audit: { protectedSize: 0, finding: { kind: 'entryAltered', index: 0 } },
    });
    const forged = await withSignatureOf('1', '0');
    expect(forged).toMatchObject({ status: 1, audit: { finding: { kind: 'checkpointForged', index: 0 } } });
    expect((await verify()).status).toBe(0);
    withRegister(world.home, (database) =>
      database.exec('DELETE FROM register_entry WHERE entry_index >= 1'),
    );
    const shortened = await verify();
    expect(shortened).toMatchObject({ status: 1, audit: { finding: { kind: 'shortened', index: 1 } } });
    const found = { altered, reordered, reorderedWithHashes, forged, shortened };
    const audits = Object.entries(found).map(([name, { audit }]) => [name, audit] as const);
    writeProof('register', { sound: sound.audit, ...Object.fromEntries(audits) });
  });
});
