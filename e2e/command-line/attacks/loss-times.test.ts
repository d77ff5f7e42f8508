import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { HOLDER } from '../../../electron/services/demo-world/companies.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import type { VerificationReport } from '../../../electron/shared/model/verification-report.ts';
import { clientOf, type ContractClient } from '../../fixtures/servers/contract-client.ts';
import {
  makeDemoWorld,
  temporaryFolder,
  type DemoSeal,
  type DemoWorld,
} from '../../fixtures/worlds/demo-world.ts';
import { startPlatform, type TestPlatform } from '../../fixtures/servers/platform.ts';
import { writeProof } from '../../fixtures/proof.ts';
import { sealdesk } from '../../fixtures/commands/run-command.ts';
import { once, PERSON } from '../../platform/cases/contract-world.ts';

const DAY_MS = 86_400_000;

/** What the state before answered to the same steps; it had one step where now there are several. */
const BEFORE = {
  commit: 'bf234e7',
  'a stranger reports the seal of a counterpart, dated two days back, by the esID alone': {
    answer: '201, state inForce; the seal is suspended at once since two days ago',
    'verify, stamped document': 'invalid SEAL_SUSPENDED_AT_SIGNING',
  },
  'the platform restores the seal': { 'verify, stamped document': 'invalid SEAL_SUSPENDED_AT_SIGNING' },
  'the certificate is revoked, dated two days back': { 'verify, stamped document': 'invalid REVOKED' },
  'thirty reports in a row': 'thirty times 201',
};

describe('a loss report that is to undo a contract', () => {
  let world: DemoWorld;
  let platform: TestPlatform;
  let client: ContractClient;
  const folder = temporaryFolder();
  const steps: { readonly step: string; readonly outcome: unknown }[] = [];

  const command = (...args: readonly string[]) =>
    sealdesk(args, { home: world.home, env: { PIN: world.pin } });
  const sealOf = (place: number): DemoSeal => {
    const found = world.seals[place];
    if (found === undefined) throw new Error(`no seal ${place}`);
    return found;
  };
  const contract = (place: number): string => join(folder, `contract-${place}.pdf`);
  const sealed = async (place: number): Promise<void> => {
    const target = ['--seal', sealOf(place).esId, '--at', '60,90', '--pin-env', 'PIN', '--json'];
    const { stdout } = await command('seal', world.contract, '-o', contract(place), ...target);
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, trustedTime: { state: 'stamped' } });
  };
  const verdict = async (step: string, place: number): Promise<readonly string[]> => {
    expect((await command('sync')).stderr).toBe('');
    const { stdout } = await command('verify', contract(place), '--json');
    const [signature] = (JSON.parse(stdout) as VerificationReport).signatures;
    const said = [signature?.verdict ?? '', ...(signature?.reasons ?? [])];
    steps.push({
      step,
      outcome: { said, status: signature?.checks.status, revocation: signature?.checks.revocation },
    });
    return said;
  };
  /** Reports a seal as lost two days ago, with nothing but what a sealed document shows. */
  const report = async ({ esId, name }: DemoSeal) => {
    const daysAgo = new Date(Date.now() - 2 * DAY_MS).toISOString();
    const answer = await client.call('reportLoss', {
      headers: once(),
      json: {
        ...{ esId, sealName: name, holderName: HOLDER.name, holderCode: null, tokenSerial: null },
        ...{ reporter: PERSON, what: '遗失', lostAt: daysAgo, reportedAt: daysAgo },
      },
    });
    const taken = answer.json<PlatformSchema<'LossReport'>>();
    const headers = { 'application-secret': taken.secret ?? '' };
    const path = { number: taken.number };
    return {
      status: answer.status,
      number: taken.number,
      retryAfter: answer.headers['retry-after'],
      code: () => client.call('sendLossCode', { path, headers, json: { contactId: 'office' } }),
      authorise: (code: string) => client.call('authoriseLossReport', { path, headers, json: { code } }),
    };
  };

  beforeAll(async () => {
    world = await makeDemoWorld();
    platform = await startPlatform(world, { profile: 'zhongshan' });
    client = clientOf(world.home, platform.url);
    expect((await command('sync')).status).toBe(0);
    await sealed(0);
    await sealed(1);
  });

  afterAll(() => {
    writeProof('attack-01-loss-times', {
      reproduction:
        'A loss report dated two days back turns a time-stamped, formerly valid document into SEAL_SUSPENDED_AT_SIGNING, invalid, and it stays so after restoration. The platform believes anyone who knows an esID.',
      before: BEFORE,
      now: steps,
    });
  });

  it('does nothing in the hands of a stranger who knows the number of the seal', async () => {
    const { authorise } = await report(sealOf(0));
    expect((await authorise('000000')).status).toBe(410);
    expect(await verdict('a stranger reports the seal by the esID alone', 0)).toEqual(['valid']);
    const { stdout } = await command('status');
    expect(stdout.split('\n').find((line) => line.includes(sealOf(0).esId))).toContain('可用 active');
  });

  it('is a note while nobody has decided, and acts from the decision, not from what it claims', async () => {
    const { number, code, authorise } = await report(sealOf(0));
    await code();
    expect((await authorise(await platform.operator.lastCode())).status).toBe(200);
    expect(await verdict('the signer reports it two days back, with the code', 0)).toEqual([
      'valid',
      'SEAL_LOSS_CLAIMED',
    ]);
    const { stdout } = await command('status');
    const shown = stdout.split('\n').find((line) => line.includes(sealOf(0).esId));
    expect(shown).toContain('可用 active');
    expect(shown).toContain('挂失申报中');
    await platform.operator.approve(number);
    expect(await verdict('an officer suspends the seal', 0)).toEqual(['valid', 'SEAL_SUSPENDED_SINCE']);
    expect((await command('status')).stdout).toContain('停用 suspended');
    await platform.operator.restoreSeal(sealOf(0).esId);
    expect(await verdict('the seal is restored', 0)).toEqual(['valid']);
  });

  it('cannot be confirmed by a decision that comes three days late, and is valid again after a restoration', async () => {
    await platform.operator.clock(-3 * DAY_MS);
    const { number } = await report(sealOf(1));
    await platform.operator.confirmCall(number);
    await platform.operator.clock(0);
    await platform.operator.approveFromReceipt(number);
    expect(await verdict('an officer suspends the seal from a receipt three days ago', 1)).toEqual([
      'indeterminate',
      'SEAL_STATUS_LATE',
    ]);
    await platform.operator.restoreSeal(sealOf(1).esId);
    expect(await verdict('the seal is restored after a late suspension', 1)).toEqual([
      'valid',
      'SEAL_SUSPENDED_LATE_ENDED',
    ]);
  });

  it('cannot be replaced by a revocation with an early date', async () => {
    const { stdout } = await command('verify', contract(0), '--json');
    const serial = (JSON.parse(stdout) as VerificationReport).signatures[0]?.signer?.serial ?? '';
    await platform.operator.clock(-2 * DAY_MS);
    await platform.operator.revokeCertificate(serial, 'superseded');
    await platform.operator.clock(0);
    expect(await verdict('the certificate is revoked, dated two days back', 0)).toEqual([
      'indeterminate',
      'REVOCATION_LATE',
    ]);
  });

  it('is taken down a limited number of times', async () => {
    let last = await report(sealOf(2));
    for (let sent = 1; last.status === 201 && sent < 30; sent += 1) last = await report(sealOf(2));
    steps.push({ step: 'thirty reports in a row', outcome: { ...last, status: last.status } });
    expect([last.status, Number(last.retryAfter) > 0]).toEqual([429, true]);
  });
});
