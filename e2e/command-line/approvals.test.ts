import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { ApprovalView } from '../../electron/shared/model/approval.ts';
import { bindPlatforms } from '../fixtures/servers/bind-platforms.ts';
import {
  anotherComputer,
  makeDemoWorld,
  temporaryFolder,
  type DemoWorld,
} from '../fixtures/worlds/demo-world.ts';
import { startPlatform } from '../fixtures/servers/platform.ts';
import { writeProof } from '../fixtures/proof.ts';
import { PROJECT, sealdesk, type CommandOutcome } from '../fixtures/commands/run-command.ts';
import { countFor } from '../fixtures/thoroughness.ts';

/** Moments at which a sealing with an approval is killed, spread over its length. */
const KILLS = countFor(4, 8);

let world: DemoWorld;
let folder: string;
let contract: string;
beforeAll(async () => {
  world = await makeDemoWorld();
});
beforeEach(() => {
  folder = temporaryFolder();
  contract = join(folder, '合同.pdf');
  copyFileSync(world.contract, contract);
});

const sealOf = (kind: string): string =>
  world.companies[0]?.seals.find((each) => each.kind === kind)?.esId ?? '';
const command = (args: readonly string[], home = world.home): Promise<CommandOutcome> =>
  sealdesk([...args], { home, env: { PIN: world.companies[0]?.pin ?? '' } });
const withKey = ['--token', '', '--pin-env', 'PIN'];
beforeAll(() => {
  withKey[1] = world.companies[0]?.tokenSerial ?? '';
});

async function approvalBy(args: readonly string[], home = world.home): Promise<ApprovalView> {
  const outcome = await command([...args, '--json'], home);
  if (outcome.status !== 0) throw new Error(outcome.stderr);
  return (JSON.parse(outcome.stdout) as { approval: ApprovalView }).approval;
}

async function request(files: readonly string[], home = world.home, kind = '合同专用章'): Promise<string> {
  const said = ['--applicant', '王小明', '--purpose', '采购合同', '--counterpart', '海川贸易'];
  const where = ['--seal', sealOf(kind), '--at', '50,96'];
  return (await approvalBy(['approval', 'request', ...files, ...where, ...said], home)).request.id;
}

const decide = (id: string, home = world.home): Promise<ApprovalView> =>
  approvalBy(['approval', 'decide', id, '--approve', '--approver', '林知远', ...withKey], home);
const seal = (input: string, output: string, id: string, home = world.home): Promise<CommandOutcome> =>
  command(['seal', input, '-o', output, '--approval', id, '--keeper', '陈保管', '--pin-env', 'PIN'], home);

function changedCopy(path: string): string {
  const bytes = readFileSync(path);
  bytes[9000] = (bytes[9000] ?? 0) ^ 1;
  const changed = path.replace('.pdf', '（改）.pdf');
  writeFileSync(changed, bytes);
  return changed;
}

const detailsOf = ({ stderr }: CommandOutcome): Record<string, unknown> =>
  JSON.parse(/\] (\{.*\})$/mu.exec(stderr)?.[1] ?? '{}') as Record<string, unknown>;

describe('approvals on the command line', () => {
  it('travel by mail to the approver and back, and allow one seal on each approved file', async () => {
    const second = join(folder, '补充协议.pdf');
    copyFileSync(world.contract, second);
    const other = anotherComputer(world);
    const id = await request([contract, second]);
    const out = join(folder, '申请.sealrequest');
    expect(await command(['approval', 'export', id, '-o', out])).toMatchObject({ status: 0 });
    expect(await approvalBy(['approval', 'import', out], other.home)).toMatchObject({ state: 'underReview' });
    await decide(id, other.home);
    const back = join(folder, '意见.sealrequest');
    await command(['approval', 'export', id, '-o', back], other.home);
    expect(await approvalBy(['approval', 'import', back])).toMatchObject({
      state: 'approved',
      decision: { kind: 'signed', decision: { approver: '林知远' } },
    });

    const wrong = await seal(changedCopy(contract), join(folder, 'wrong.pdf'), id);
    expect(wrong).toMatchObject({ status: 65 });
    expect(Object.keys(detailsOf(wrong))).toEqual(['approval', 'item', 'contentApproved', 'contentFound']);
    expect(existsSync(join(folder, 'wrong.pdf'))).toBe(false);

    expect(await seal(contract, join(folder, '1.pdf'), id)).toMatchObject({ status: 0 });
    // The second file has the same bytes and an entry of its own, so it may be sealed too.
    expect(await seal(second, join(folder, '2.pdf'), id)).toMatchObject({ status: 0 });
    const third = await seal(second, join(folder, '3.pdf'), id);
    expect([third.status, third.stderr.includes('[APPROVAL_USED]')]).toEqual([69, true]);
    writeProof('approval-by-mail', {
      command: 'sealdesk approval request|export|import|decide, seal --approval',
      refused: detailsOf(wrong),
      sealed: ['1.pdf', '2.pdf'],
      again: '[APPROVAL_USED]',
    });
  });

  it('do not cover another seal on the sealed file', async () => {
    const id = await request([contract]);
    await decide(id);
    expect(await seal(contract, join(folder, '1.pdf'), id)).toMatchObject({ status: 0 });
    const other = await seal(join(folder, '1.pdf'), join(folder, '2.pdf'), id);
    expect(other.stderr).toContain('[APPROVAL_USED]');
  });

  it.each([
    [
      'another hash in the request',
      (text: string) => text.replace(/(?<="sm3": ")./u, (digit) => (digit === 'f' ? '0' : 'f')),
      'APPROVAL_CONFLICT',
    ],
    ['half of it missing', (text: string) => text.slice(0, text.length / 2), 'APPROVAL_INVALID'],
    ['a folder in a name', (text: string) => text.replace('合同.pdf', '../合同.pdf'), 'APPROVAL_INVALID'],
  ])('are not accepted from a file with %s', async (_, change, code) => {
    const id = await request([contract]);
    const out = join(folder, '申请.sealrequest');
    await command(['approval', 'export', id, '-o', out]);
    const text = readFileSync(out, 'utf8');
    const forged = change(text);
    expect(forged).not.toBe(text);
    writeFileSync(out, forged);
    const imported = await command(['approval', 'import', out]);
    expect([imported.status, imported.stderr.includes(`[${code}]`)]).toEqual([65, true]);
  });

  it('may be given on paper, with number, day, approver and a scan that is kept by its hash', async () => {
    const id = await request([contract]);
    const said = ['--number', '用印〔2026〕18号', '--date', '2026-11-20', '--approver', '林知远'];
    const text = join(folder, '审批单.pdf');
    writeFileSync(text, 'not a scan');
    const refused = await command(['approval', 'paper', id, ...said, '--scan', text]);
    expect(refused.stderr).toContain('[APPROVAL_SCAN_UNSUPPORTED]');
    writeFileSync(text, '%PDF-1.4 scan');
    const view = await approvalBy(['approval', 'paper', id, ...said, '--scan', text]);
    const sm3 = view.decision?.kind === 'paper' ? view.decision.paper.scan.sm3 : '';
    expect(readdirSync(join(world.home, 'store', 'approval-scans'))).toEqual([`${sm3}.pdf`]);
    expect(await seal(contract, join(folder, 'out.pdf'), id)).toMatchObject({ status: 0 });
    const { stdout } = await command(['register', 'list', '--json']);
    const entries = stdout.split('\n').filter((line) => line.includes(id));
    expect(entries.find((line) => line.includes('"approvalDecided"'))).toContain(sm3);
    expect(entries.find((line) => line.includes('"act":"seal"'))).toContain('"approver":"林知远"');
  });

  it('are never used twice unnoticed when sealing is killed', async () => {
    const deaths: Record<string, number> = {};
    for (let round = 0; round < KILLS; round += 1) {
      const id = await request([contract]);
      await decide(id);
      const output = join(folder, `killed-${round}.pdf`);
      await killedAfter(600 + (round * 1040) / KILLS, [
        'seal',
        contract,
        '-o',
        output,
        '--approval',
        id,
        '--pin-env',
        'PIN',
      ]);
      const { stdout } = await command(['approval', 'list', '--json']);
      const views = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as ApprovalView);
      const state = views.find((view) => view.request.id === id)?.items[0]?.state ?? 'missing';
      const found = `${state}, ${existsSync(output) ? 'sealed' : 'nothing'}`;
      deaths[found] = (deaths[found] ?? 0) + 1;
      expect(['open, nothing', 'unsettled, nothing', 'unsettled, sealed', 'used, sealed']).toContain(found);
      const again = await seal(contract, join(folder, `again-${round}.pdf`), id);
      expect(again.status === 0).toBe(state === 'open');
    }
    writeProof('approval-killed', { command: 'kill -9 of seal --approval', kills: KILLS, deaths });
  });
});

/** Runs a command and kills it after some time, unless it has ended by then. */
function killedAfter(ms: number, args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [join(PROJECT, 'dist/cli/cli.js'), ...args], {
    env: { ...process.env, SEALDESK_HOME: world.home, PIN: world.companies[0]?.pin ?? '' },
    stdio: 'ignore',
  });
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), ms);
    child.on('exit', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

describe('rules that demand an approval', () => {
  it('bar every seal without one, with the clause, and accept an approval through the platform', async () => {
    const home = anotherComputer(world);
    const keeper = { ...world, home: home.home };
    await startPlatform(keeper, { profile: 'guangxi' });
    expect(await command(['sync'], keeper.home)).toMatchObject({ status: 0 });
    const direct = ['--seal', sealOf('合同专用章'), '--at', '50,96', '--pin-env', 'PIN'];
    const barred = await command(['seal', contract, '-o', join(folder, 'out.pdf'), ...direct], keeper.home);
    expect(barred).toMatchObject({ status: 69 });
    expect(detailsOf(barred)).toMatchObject({ clause: expect.stringContaining('第十九条') as string });
    expect(existsSync(join(folder, 'out.pdf'))).toBe(false);

    const approver = anotherComputer(keeper);
    await bindPlatforms(approver.home);
    const id = await request([contract], keeper.home);
    const key = withKey;
    expect(await command(['approval', 'send', id, ...key], keeper.home)).toMatchObject({ status: 0 });
    expect((await command(['approval', 'fetch', ...key], approver.home)).stdout).toContain(id);
    await decide(id, approver.home);
    expect(await command(['approval', 'fetch', ...key], approver.home)).toMatchObject({ status: 0 });
    expect((await command(['approval', 'fetch', ...key], keeper.home)).stdout).toContain(id);
    changedCopy(contract);
    // Each document of a batch rests on its own approval; one without is named before any PIN.
    const sealed = await command(
      [
        ...[
          'seal',
          '--batch',
          folder,
          '-o',
          join(folder, 'out'),
          '--pattern',
          '{name}',
          '--keeper',
          '陈保管',
        ],
        ...['--json', ...direct],
      ],
      keeper.home,
    );
    const lines = sealed.stdout.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { state: 'refused', error: { code: 'APPROVAL_REQUIRED' } },
      { state: 'sealed', approvals: [id] },
    ]);
    expect(sealed.status).toBe(69);
    const verified = await command(['verify', join(folder, 'out', '合同.pdf'), '--json'], keeper.home);
    expect(verified.stdout).toContain('"verdict":"valid"');
    writeProof('approval-by-platform', {
      command: 'sealdesk approval request|send|fetch|decide, seal --approval, with the sandbox platform',
      barred: detailsOf(barred),
      approval: id,
    });
  });
});
