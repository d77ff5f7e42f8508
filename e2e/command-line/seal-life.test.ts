import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

import type { ApprovalView } from '../../electron/shared/model/approval.ts';
import type { AuditView } from '../../electron/shared/model/audit-view.ts';
import type { Delegation } from '../../electron/shared/model/seal-life.ts';
import {
  makeDemoWorld,
  temporaryFolder,
  type DemoSeal,
  type DemoWorld,
} from '../fixtures/worlds/demo-world.ts';
import { startPlatform, type TestPlatform } from '../fixtures/servers/platform.ts';
import { writeProof } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';
import { addShortSeal } from '../fixtures/keys/short-seal.ts';

const PERSON = ['--name', '王小敏', '--contact', '0755-0000 0009'];

interface Answer {
  readonly ok: boolean;
  readonly error?: { readonly code: string; readonly details?: Readonly<Record<string, unknown>> };
  readonly report?: { readonly esId: string | null; readonly received: { readonly number: string } | null };
  readonly left?: readonly { readonly esId: string }[];
  readonly application?: { readonly number: string; readonly state: string };
}

interface Requested {
  readonly approval: ApprovalView;
}

describe('the life of a seal on the command line', () => {
  let world: DemoWorld;
  let platform: TestPlatform;
  let short: string;
  let first: DemoSeal;

  beforeAll(async () => {
    world = await makeDemoWorld();
    const [seal] = world.seals;
    if (seal === undefined) throw new Error('a world has seals');
    first = seal;
    short = await addShortSeal(world, seal, '采购专用章', 10);
    platform = await startPlatform(world, { profile: 'zhongshan' });
    expect((await run('sync')).status).toBe(0);
  });

  const run = (...args: readonly string[]) => sealdesk(args, { home: world.home, env: { PIN: world.pin } });
  const ask = async (...args: readonly string[]): Promise<Answer> =>
    JSON.parse((await run(...args, '--json')).stdout) as Answer;
  const seal = (name: string): Promise<Answer> => {
    const out = join(temporaryFolder(), 'sealed.pdf');
    return ask('seal', world.contract, '--out', out, '--seal', name, '--at', '50,96', '--pin-env', 'PIN');
  };

  /** The platform does the work, and nobody hears of it. */
  const loseNextAnswer = (path: string): Promise<void> =>
    platform.operator.faults({ path, fault: { kind: 'cut', afterBytes: 0 }, times: 1 });

  it('includes a renewal within the window: application, state, and the new seal on the key', async () => {
    const wanted = ['--seal', short, ...PERSON, '--pin-env', 'PIN'];
    await loseNextAnswer('/v1/renewals');
    expect((await ask('renew', ...wanted)).error?.code).toBe('PLATFORM_UNREACHABLE');
    const applied = await ask('renew', ...wanted);
    expect(applied).toMatchObject({ ok: true, application: { state: 'underReview' } });
    expect(await platform.operator.applications()).toHaveLength(1);
    const number = applied.application?.number ?? '';
    expect((await ask('renew', ...wanted)).error?.code).toBe('LIFE_APPLICATION_OPEN');
    expect((await ask('renew', '--store', number, '--pin-env', 'PIN')).error?.code).toBe(
      'LIFE_NEW_SEAL_NOT_READY',
    );
    await platform.operator.approve(number);
    const stored = await ask('renew', '--store', number, '--pin-env', 'PIN');
    expect(stored).toMatchObject({ ok: true, application: { state: 'approved' } });
    expect((await seal(short)).error?.code).toBe('SEALING_RENEWED');
  });

  it('includes a delegation with end, uses and purpose, and no other', async () => {
    const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const wanted = ['delegation', 'give', '--seal', first.esId, '--person', '李四', '--contact', '内线 8001'];
    const limits = ['--uses', '2', '--until', day(30)];
    expect((await run(...wanted, ...limits, '--pin-env', 'PIN')).status).toBe(64);
    const purpose = ['--purpose', '采购合同', '--pin-env', 'PIN'];
    const tooLong = await run(...wanted, '--uses', '2', '--until', day(800), ...purpose);
    expect(tooLong.stderr).toContain('[LIFE_DELEGATION_UNLIMITED]');
    await loseNextAnswer('/v1/delegations');
    const lost = await run(...wanted, ...limits, ...purpose);
    expect(lost.stderr).toContain('[PLATFORM_UNREACHABLE]');
    const given = JSON.parse((await run(...wanted, ...limits, ...purpose, '--json')).stdout) as Delegation;
    expect(given).toMatchObject({ person: '李四', uses: 2, purposes: ['采购合同'], endedAt: null });
    expect((await run('delegation', 'list')).stdout.split('李四')).toHaveLength(2);
    const end = ['delegation', 'end', given.number, '--seal', first.esId, '--pin-env', 'PIN'];
    expect((await run(...end)).stdout).toContain('已终止');
  });

  it('includes a delegate who seals with a key of their own, within limits, and is refused beyond them', async () => {
    const own = world.companies[1];
    const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const asDelegate = (...args: readonly string[]) =>
      sealdesk(args, { home: world.home, env: { PIN: own?.pin ?? '' } });
    const limits = ['--purpose', '采购合同', '--uses', '2', '--until', day(30), '--own-key'];
    const give = [
      'delegation',
      'give',
      '--seal',
      first.esId,
      '--person',
      '李四',
      '--contact',
      '内线 8001',
      ...limits,
    ];
    const given = JSON.parse((await run(...give, '--pin-env', 'PIN', '--json')).stdout) as Delegation;
    const enrol = [
      'delegation',
      'enrol',
      given.number,
      '--token',
      own?.tokenSerial ?? '',
      '--pin-env',
      'PIN',
      '--json',
    ];
    expect((await asDelegate(...enrol, '--code', 'x'.repeat(32))).stderr).toContain('LIFE_ACCESS_REFUSED');
    await loseNextAnswer(`/v1/delegations/${given.number}/access`);
    const lost = await asDelegate(...enrol, '--code', given.code ?? '');
    expect(lost.stderr).toContain('[PLATFORM_UNREACHABLE]');
    const taken = JSON.parse((await asDelegate(...enrol, '--code', given.code ?? '')).stdout) as Delegation;
    expect((await asDelegate(...enrol, '--code', given.code ?? '')).stderr).toContain('LIFE_ACCESS_REFUSED');
    await run('sync');
    const sealed = (name: string, purpose: string) => {
      const where = [
        '--out',
        join(folder, name),
        '--at',
        '50,96',
        '--purpose',
        purpose,
        '--pin-env',
        'PIN',
        '--json',
      ];
      return asDelegate('seal', world.contract, '--seal', taken.delegateEsId ?? '', ...where);
    };
    const folder = temporaryFolder();
    expect((await sealed('1.pdf', '借款合同')).stderr).toContain('SEALING_NOT_DELEGATED');
    expect(await sealed('2.pdf', '采购合同 17')).toMatchObject({ status: 0 });
    const verdict = await run('verify', join(folder, '2.pdf'), '--json');
    expect([verdict.status, verdict.stdout.includes('李四')]).toEqual([0, true]);
    // What the holder's approver has allowed needs no purpose of the delegation; it counts as one of its uses.
    const request = [
      'approval',
      'request',
      world.contract,
      '--seal',
      taken.delegateEsId ?? '',
      '--at',
      '50,96',
    ];
    const said = ['--applicant', '李四', '--purpose', '借款合同', '--json'];
    const { approval } = JSON.parse((await asDelegate(...request, ...said)).stdout) as Requested;
    const { id } = approval.request;
    const decide = [
      'approval',
      'decide',
      id,
      '--approve',
      '--approver',
      '林知远',
      '--pin-env',
      'PIN',
      '--token',
    ];
    expect((await asDelegate(...decide, own?.tokenSerial ?? '')).stderr).toContain(
      'APPROVAL_DECISION_INVALID',
    );
    expect(await run(...decide, world.companies[0]?.tokenSerial ?? '')).toMatchObject({ status: 0 });
    const under = [
      'seal',
      world.contract,
      '--out',
      join(folder, '5.pdf'),
      '--approval',
      id,
      '--pin-env',
      'PIN',
    ];
    const byApproval = await asDelegate(...under);
    expect([byApproval.status, byApproval.stderr]).toEqual([0, '']);
    const again = await sealed('3.pdf', '采购合同 18');
    expect(again.stderr).toContain('SEALING_NOT_DELEGATED');
    const listed = await run('register', 'list', '--json');
    expect(listed.stdout).toMatch(/"act":"seal"[^\n]*李四/u);
    await run('delegation', 'end', given.number, '--seal', first.esId, '--pin-env', 'PIN');
    await run('sync');
    expect((await sealed('4.pdf', '采购合同 19')).status).not.toBe(0);
    writeProof('delegate-own-key', {
      delegation: { ...given, code: null },
      verdict: verdict.status,
      refused: again.stderr,
    });
  });

  it('includes no renewal before its time, and the command gives the reason', async () => {
    const refused = await ask('renew', '--seal', first.esId, ...PERSON, '--pin-env', 'PIN');
    expect(refused.error).toMatchObject({
      code: 'LIFE_RENEWAL_NOT_OPEN',
      details: { clause: expect.stringContaining('第十七条') as string },
    });
  });

  it('stops with a loss reported offline, and the platform takes it once a code has authorised it', async () => {
    await platform.operator.offline();
    const reported = await ask('loss', 'report', '--seal', first.esId, ...PERSON, '--what', '遗失');
    expect(reported).toMatchObject({ ok: true, report: { esId: first.esId, received: null } });
    const others = world.companies[0]?.seals.filter(({ esId }) => esId !== first.esId) ?? [];
    const left = reported.left?.map(({ esId }) => esId);
    expect(left).toEqual(expect.arrayContaining(others.map(({ esId }) => esId)));
    expect(left).not.toContain(first.esId);
    expect((await seal(first.esId)).error?.code).toBe('SEALING_LOSS_REPORTED');
    await platform.operator.online();
    await run('sync');
    const listed = async (): Promise<Answer['report'] & object> => {
      const { stdout } = await run('loss', 'list', '--json');
      expect(stdout).not.toContain('secret');
      return JSON.parse(stdout) as Answer['report'] & object;
    };
    const number = (await listed()).received?.number ?? '';
    expect((await listed()).received).toMatchObject({ state: 'unauthorised', receivedAt: null });
    expect((await run('loss', 'list')).stdout).toContain(`sealdesk loss code ${number} --contact office`);
    expect((await run('status')).stdout).toContain('平台待核实');
    expect((await ask('loss', 'confirm', number, '--code', '123456')).error?.code).toBe('LIFE_CODE_EXPIRED');
    expect(await ask('loss', 'code', number, '--contact', 'office')).toMatchObject({ ok: true });
    expect((await ask('loss', 'code', number, '--contact', 'office')).error?.code).toBe('LIFE_CODE_LIMITED');
    const code = await platform.operator.lastCode();
    const wrong = code === '000000' ? '000001' : '000000';
    expect((await ask('loss', 'confirm', number, '--code', wrong)).error).toMatchObject({
      code: 'LIFE_CODE_WRONG',
      details: { triesLeft: 2 },
    });
    expect(await ask('loss', 'confirm', number, '--code', code)).toMatchObject({
      report: { received: { state: 'received' } },
    });
    expect((await run('status')).stdout).toContain('挂失申报中');
    await platform.operator.approve(number);
    await run('sync');
    expect((await listed()).received).toMatchObject({ state: 'inForce' });
    expect((await run('status')).stdout).toContain('平台已停用');
    const refused = await ask('loss', 'withdraw', number, '--reason', '找到了');
    expect(refused.error?.code).toBe('LIFE_WITHDRAWAL_NOT_PROVIDED');
  });

  it('stops with a loss reported by name and holder, even if this computer never saw the seal', async () => {
    const unknown = ['loss', 'report', '--seal', '从未见过的印章', ...PERSON, '--what', '遗失'];
    expect((await run(...unknown)).status).toBe(64);
    expect(await ask(...unknown, '--holder', '示例公司')).toMatchObject({ ok: true, report: { esId: null } });
  });

  it('ends with a cancellation, after which the platform’s state bars the seal', async () => {
    const [, , , , last] = world.seals;
    const wanted = ['cancel', '--seal', last?.esId ?? '', ...PERSON, '--pin-env', 'PIN', '--reason'];
    expect((await ask(...wanted, 'noSuchReason')).error?.code).toBe('LIFE_REASON_NOT_PROVIDED');
    const applied = await ask(...wanted, 'movedAway');
    await platform.operator.approve(applied.application?.number ?? '');
    await run('sync');
    expect((await seal(last?.esId ?? '')).error?.code).toBe('SEALING_CANCELLED');
  });

  it('goes into the evidence package as the platform states it, and recheck opens that again', async () => {
    const [, , used] = world.seals;
    const folder = temporaryFolder();
    const [out, zip] = [join(folder, 'sealed.pdf'), join(folder, '证据.zip')];
    const wanted = ['--seal', used?.esId ?? '', '--at', '50,96', '--pin-env', 'PIN'];
    expect((await run('seal', world.contract, '--out', out, ...wanted)).status).toBe(0);
    const packed = await run('evidence', out, '-o', zip, '--ask-platform', '--json');
    expect(JSON.parse(packed.stdout)).toMatchObject({ ok: true, platformStatements: 1 });
    const checked = await run('recheck', zip, '--json');
    expect(JSON.parse(checked.stdout)).toMatchObject({
      ...{ altered: [], differences: [] },
      platform: [{ platform: platform.id, stated: { esId: used?.esId, events: [{ state: 'active' }] } }],
    });
  });

  it('is read by an auditor, who changes nothing', async () => {
    const before = contentOf(world.home);
    const read = await run('audit', world.home, '--json');
    expect(contentOf(world.home)).toEqual(before);
    expect(read.status).toBe(0);
    const view = JSON.parse(read.stdout) as AuditView;
    expect(view.register).toMatchObject({ sound: true });
    expect(view.acts['seal']?.done).toBeGreaterThan(0);
    expect(view.lossReports.length).toBeGreaterThan(0);
    expect(view.applications.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['renewal', 'cancellation']),
    );
    expect(view.statements.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['platform-policy', 'seal-status', 'use-state']),
    );
    writeProof('audit-read-only', {
      files: before.size,
      view: { ...view, statements: view.statements.length },
    });
    expect((await run('audit', temporaryFolder())).stderr).toContain('AUDIT_SOURCE_UNKNOWN');

    const folder = temporaryFolder();
    const [backup, exported] = [join(folder, 'a.backup'), join(folder, 'a.json')];
    await run('backup', backup);
    await run('register', 'export', '--format', 'json', '-o', exported);
    const ofBackup = JSON.parse((await run('audit', backup, '--json')).stdout) as AuditView;
    expect(ofBackup).toMatchObject({ source: 'backup', register: { sound: true }, acts: view.acts });
    const ofExport = await run('audit', exported);
    expect([ofExport.status, ofExport.stdout.includes('序号连续')]).toEqual([0, true]);
    // An export is text that anybody can edit: what is seen is that an entry is missing.
    const entries = JSON.parse(readFileSync(exported, 'utf8')) as unknown[];
    writeFileSync(exported, JSON.stringify(entries.toSpliced(1, 1)));
    const cut = await run('audit', exported, '--json');
    expect(cut.status).toBe(1);
    expect(JSON.parse(cut.stdout)).toMatchObject({ register: null, exported: { missingCount: 1 } });
  });
});

/** Every file below a folder with its bytes and its time. */
function contentOf(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return new Map(
    names.map((name) => {
      const path = join(folder, name);
      const { mtimeMs, size } = statSync(path);
      const bytes = statSync(path).isFile() ? readFileSync(path) : Buffer.alloc(0);
      return [name, `${size} ${mtimeMs} ${createHash('sha256').update(bytes).digest('hex')}`];
    }),
  );
}
