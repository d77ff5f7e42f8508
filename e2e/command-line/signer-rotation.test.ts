import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VerificationReport } from '../../electron/shared/model/verification-report.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { startPlatform, type TestPlatform } from '../fixtures/servers/platform.ts';
import { writeProof } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';

const DAY_MS = 24 * 3_600_000;
const ahead = (days: number): Date => new Date(Date.now() + days * DAY_MS);

describe('A platform that replaces its signer', () => {
  let world: DemoWorld;
  let platform: TestPlatform;
  let first = '';
  let next = '';
  const folder = temporaryFolder();
  const [sealed, stamped] = [join(folder, 'sealed.pdf'), join(folder, 'stamped.pdf')];
  const steps: { readonly step: string; readonly said: string }[] = [];

  const command = (...args: readonly string[]) =>
    sealdesk(args, { home: world.home, env: { PIN: world.pin } });
  /** @returns the code of the refusal with the list that it is about; empty for none */
  const sync = async (step: string): Promise<string> => {
    const { status, stderr } = await command('sync', '--json');
    const said = /\[(?!REGISTER_NOT_OPEN\])([A-Z_]+)\]/.exec(stderr)?.[1] ?? '';
    expect([step, status === 0]).toEqual([step, said === '']);
    steps.push({ step, said });
    return said;
  };
  const verdict = async (): Promise<readonly unknown[]> => {
    const { stdout } = await command('verify', stamped, '--json');
    const report = JSON.parse(stdout) as VerificationReport;
    const codes = report.signatures.map(({ checks }) => Object.values(checks).map(({ code }) => code));
    return [report.verdict, codes];
  };

  beforeAll(async () => {
    world = await makeDemoWorld();
    platform = await startPlatform(world, { profile: 'zhongshan' });
    first = (await platform.operator.signers())[0]?.serial ?? '';
  });
  afterAll(() => writeProof('signer-rotation', { command: 'sealdesk sync', steps }));

  it('is followed before, during and after, and what the former one signed in its time stays valid', async () => {
    expect(await sync('before')).toBe('');
    expect((await command('status')).stdout).toContain('平台签名者');
    const [seal, other] = world.seals;
    const wanted = ['--seal', seal?.esId ?? '', '--at', '60,90', '--pin-env', 'PIN'];
    expect((await command('seal', world.contract, '-o', sealed, ...wanted)).status).toBe(0);
    expect((await command('archive-stamp', sealed, '-o', stamped)).status).toBe(0);
    const before = await verdict();
    expect(before[0]).toBe('valid');

    next = await platform.operator.announceSigner(ahead(1));
    expect(await sync('announced')).toBe('');
    await platform.operator.setSignerTerm(next, ahead(-0.01), null);
    await platform.operator.setSignerTerm(first, ahead(-1), ahead(7));
    await platform.operator.suspendSeal(other?.esId ?? '');
    expect(await sync('the next one signs, the former one may')).toBe('');
    expect((await command('status')).stdout).toContain('停用 suspended');
    await platform.operator.revokeSigner(first, 'superseded');
    expect(await sync('the former one is revoked')).toBe('');
    expect(await sync('once more')).toBe('');
    expect(await verdict()).toEqual(before);
  });

  it('is not believed any more where the former signer goes on', async () => {
    for (const path of ['/v1/seal-status', '/v1/signers']) {
      await platform.operator.announceSigner(ahead(30));
      await platform.operator.faults({ path, fault: { kind: 'formerSigner' } });
      expect(await sync(`the former one signs ${path}`)).toBe('LIST_FORGED');
      await platform.operator.faults();
    }
    expect(await sync('honest again')).toBe('');
  });
});
