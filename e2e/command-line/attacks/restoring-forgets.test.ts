import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import type { RegisterAudit, RegisterRecovery } from '../../../electron/shared/model/register.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../../fixtures/worlds/demo-world.ts';
import { startPlatform } from '../../fixtures/servers/platform.ts';
import { writeProof } from '../../fixtures/proof.ts';
import { sealdesk, type CommandOutcome } from '../../fixtures/commands/run-command.ts';

/** The state before, on which each of these attacks succeeded. */
const BEFORE = 'bf234e7';

/** Commands in one world. */
function commandsIn(world: DemoWorld) {
  const folder = temporaryFolder();
  let made = 0;
  const run = (...args: readonly string[]): Promise<CommandOutcome> =>
    sealdesk(args, { home: world.home, env: { PIN: world.pin } });
  const codeOf = ({ status, stderr }: CommandOutcome): string =>
    status === 0 ? 'done' : (/\[([A-Z_]+)\]/.exec(stderr)?.[1] ?? stderr);
  const esId = world.seals[0]?.esId ?? '';
  const seal = async (...more: readonly string[]): Promise<string> => {
    const output = join(folder, `${(made += 1)}.pdf`);
    const place = ['--seal', esId, '--at', '60,60', '--pin-env', 'PIN'];
    return codeOf(await run('seal', world.contract, '-o', output, ...place, ...more));
  };
  const json = async <T>(...args: readonly string[]): Promise<T> =>
    JSON.parse((await run(...args, '--json')).stdout) as T;
  return { folder, run, codeOf, seal, json, esId };
}

describe('Restoring an older backup', () => {
  let world: DemoWorld;
  let commands: ReturnType<typeof commandsIn>;
  const backup = (): string => join(commands.folder, 'register.backup');

  beforeAll(async () => {
    world = await makeDemoWorld();
    commands = commandsIn(world);
    expect(await commands.seal()).toBe('done');
    expect((await commands.run('backup', backup())).status).toBe(0);
  });

  it('keeps a loss report that is not sent yet, which still bars the seal and is sent later', async () => {
    const { run, seal, esId } = commands;
    const who = ['--name', '李四', '--contact', '13800000000', '--role', 'keeper'];
    expect((await run('loss', 'report', '--seal', esId, '--what', '钥匙包丢失', ...who)).status).toBe(0);
    const restored = await run('restore', backup());
    expect([restored.status, restored.stdout]).toEqual([0, expect.stringContaining('entries now: 2 of 2')]);
    expect(await seal()).toBe('SEALING_LOSS_REPORTED');
    const platform = await startPlatform(world, { profile: 'suqian' });
    await run('sync');
    const filed = await platform.operator.applications();
    await platform.stop();
    expect(filed.map(({ kind }) => kind)).toEqual([expect.stringMatching(/loss/i)]);
    writeProof('attack-06-loss-report-after-restore', {
      reproduction: 'backup, loss report that is not sent yet, restore, seal',
      before: { commit: BEFORE, seal: 'done', lossReports: 0 },
      now: { seal: 'SEALING_LOSS_REPORTED', sentAtTheNextSynchronisation: filed.length },
    });
  });

  it('shortens a healthy register on a person’s word alone, on record with both sizes', async () => {
    const { run, json, folder } = commands;
    const asked = await run('restore', backup(), '--shorten');
    expect(asked.status).toBe(64);
    const before = await json<RegisterAudit>('register', 'verify');
    expect(await run('restore', backup(), '--shorten', '--reason', '测试记录')).toMatchObject({ status: 0 });
    const { stdout } = await run('register', 'list', '--json');
    expect(stdout).toContain(`测试记录（恢复备份：1 条，原有 ${before.size} 条`);
    expect(readdirSync(folder)).toContain('register.backup');
  });
});

describe('An approval that was used after the backup', () => {
  it('is not used again after the restore', async () => {
    const world = await makeDemoWorld();
    const { run, seal, json, codeOf, folder, esId } = commandsIn(world);
    const asked = [world.contract, '--seal', esId, '--at', '60,60', '--applicant', '王小明'];
    const { approval } = await json<{ approval: { request: { id: string } } }>(
      'approval',
      'request',
      ...asked,
    );
    const { id } = approval.request;
    const scan = join(folder, '审批单.pdf');
    writeFileSync(scan, '%PDF-1.4 scan');
    const paper = [
      '--number',
      '用印〔2026〕18号',
      '--date',
      '2026-11-20',
      '--approver',
      '林知远',
      '--scan',
      scan,
    ];
    expect(codeOf(await run('approval', 'paper', id, ...paper))).toBe('done');
    const backup = join(folder, 'register.backup');
    expect(codeOf(await run('backup', backup))).toBe('done');
    const first = await seal('--approval', id, '--keeper', '陈保管');
    expect(codeOf(await run('restore', backup))).toBe('done');
    const second = await seal('--approval', id, '--keeper', '陈保管');
    expect([first, second]).toEqual(['done', 'APPROVAL_USED']);
    writeProof('attack-06-approval-after-restore', {
      reproduction: 'backup, seal under an approval, restore, seal under the same approval',
      before: { commit: BEFORE, first: 'done', second: 'done' },
      now: { first, second },
    });
  });
});

describe('A database that is lost, with a backup of its first entry', () => {
  const SEALS = 6;
  let world: DemoWorld;
  let commands: ReturnType<typeof commandsIn>;
  const store = (...names: readonly string[]): string => join(world.home, 'store', ...names);

  beforeAll(async () => {
    world = await makeDemoWorld();
    commands = commandsIn(world);
    await startPlatform(world, { profile: 'suqian' });
    await commands.run('sync');
    for (let count = 0; count < SEALS; count += 1) expect(await commands.seal()).toBe('done');
    expect(commands.codeOf(await commands.run('sync'))).toBe('done');
    const backups = readdirSync(store('backups')).sort();
    for (const name of backups.filter((each) => !/-1\.db$/.test(each))) rmSync(store('backups', name));
    for (const end of ['', '-wal', '-shm']) rmSync(store(`register.db${end}`), { force: true });
  });

  it('is said to be short, bars sealing, and comes back whole from the platform', async () => {
    const { run, json, seal } = commands;
    const listed = await run('register', 'list', '--json');
    const left = listed.stdout.trim().split('\n').length;
    const barred = await seal();
    const recovery = await json<RegisterRecovery>('register', 'recover');
    const audit = await json<RegisterAudit>('register', 'verify');
    const after = await seal();
    const synchronised = commands.codeOf(await run('sync'));
    expect(left).toBe(1);
    expect(listed.stderr).toMatch(/1 of at least [6-9] entries/);
    expect(recovery).toMatchObject({ recovered: SEALS, hashOnly: 0, countersigned: SEALS + 1 });
    expect(audit).toMatchObject({ sound: true });
    expect([barred, after, synchronised]).toEqual(['REGISTER_CUT', 'done', 'done']);
    writeProof('attack-06-lost-database', {
      reproduction: `the database is deleted; a backup of 1 of ${SEALS} entries is there; the platform holds all`,
      before: {
        commit: BEFORE,
        said: 'the newest backup took its place',
        entries: 1,
        seal: 'done',
        sync: 'REGISTER_DIFFERS',
      },
      now: {
        said: listed.stderr.trim().split('\n').slice(-2),
        seal: barred,
        recovery,
        sealAfterwards: after,
        synchronised,
      },
    });
  });
});
