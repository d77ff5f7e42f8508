import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { launchApp } from '../fixtures/window/launch-app.ts';
import { afterDays } from '../fixtures/worlds/other-time.ts';
import { startPlatform, type TestPlatform } from '../fixtures/servers/platform.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';
import { TokenPage } from '../fixtures/window/token-page.ts';

describe('the data of an enterprise at a use, under rules that want them checked then (广西 第二十五条)', () => {
  let world: DemoWorld;
  let platform: TestPlatform;
  const now: Record<string, unknown> = {};
  const run = (day: number, ...args: readonly string[]) =>
    sealdesk(args, { home: world.home, env: { PIN: world.pin, ...(day === 0 ? {} : afterDays(day)) } });
  const company = () => world.companies[0]?.name ?? '';
  const seal = () => {
    const [found] = world.seals;
    if (found === undefined) throw new Error('a holder has seals');
    return found;
  };
  let made = 0;
  /** Without an approval the use ends there, once the enterprise has passed. */
  const sealOn = async (day = 0) => {
    const output = join(temporaryFolder(), `${(made += 1)}.pdf`);
    const place = ['--seal', seal().esId, '--at', '60,60', '--pin-env', 'PIN', '--json'];
    const { stdout } = await run(day, 'seal', world.contract, '-o', output, ...place);
    return (JSON.parse(stdout) as { error: { code: string; details: Record<string, unknown> } }).error;
  };

  beforeAll(async () => {
    world = await makeDemoWorld();
    platform = await startPlatform(world, { profile: 'guangxi' });
    expect((await run(0, 'sync', '--json')).status).toBe(0);
  });
  afterAll(() => writeProof('enterprise-at-use', now));

  it('are asked for and shown by the command, and the enterprise passes', async () => {
    const shown = await run(0, 'platform', 'enterprise', '--seal', seal().esId);
    expect(shown.stdout).toContain(`${company()}  914403000000000018  正常`);
    expect(shown.stdout).toContain('林知远');
    now['in order'] = (await sealOn()).code;
    expect(now['in order']).toBe('APPROVAL_REQUIRED');
  });

  it('are not believed when the answer was kept from before', async () => {
    const kind = 'replayed';
    await platform.operator.faults({ path: `/v1/seals/${seal().esId}/enterprise-status`, fault: { kind } });
    const refused = await sealOn();
    await platform.operator.faults();
    now[kind] = refused;
    expect(refused).toMatchObject({
      code: 'SEALING_ENTERPRISE_UNCHECKED',
      details: { clause: expect.stringContaining('第二十五条') as string },
    });
  });

  it('bar the seal once the legal representative has changed, also offline, until it is put right', async () => {
    const [before, after] = ['林知远', '周海川'];
    await platform.operator.changeEnterpriseData(company(), { name: company(), representative: after });
    const refused = await sealOn();
    now['representative changed'] = refused;
    expect(refused).toMatchObject({
      code: 'SEALING_ENTERPRISE_CHANGED',
      details: { from: before, to: after, replacementReason: 'dataChange' },
    });
    await platform.operator.offline();
    expect((await sealOn()).code).toBe('SEALING_ENTERPRISE_CHANGED');
    await platform.operator.online();
  });

  it('lead the clerk to a replacement with the reason filled in', async () => {
    const { app, window, close } = await launchApp([world.contract], { SEALDESK_HOME: world.home });
    try {
      expect(app).toBeDefined();
      await window.setViewportSize({ width: 1366, height: 768 });
      const page = new TokenPage(window, world.companies[0]?.tokenSerial ?? '');
      await page.show();
      await page.showSeals();
      await page.says('林知远 → 周海川');
      await window.screenshot({ path: proofPath('screenshots', 'enterprise-changed.png') });
      await window.getByRole('button', { name: `换领 ${seal().name}` }).click();
      expect(await window.getByLabel('理由').locator('option:checked').innerText()).toBe('企业信息变更');
      await window.screenshot({ path: proofPath('screenshots', 'enterprise-replacement.png') });
    } finally {
      await close();
    }
  });

  it('free the seal at the next synchronisation after a correction, and are too old offline after a day', async () => {
    await platform.operator.changeEnterpriseData(company(), { name: company(), representative: '林知远' });
    expect((await run(0, 'sync', '--json')).status).toBe(0);
    expect((await sealOn()).code).toBe('APPROVAL_REQUIRED');
    await platform.operator.offline();
    now['offline, two days'] = (await sealOn(2)).code;
    expect(now['offline, two days']).toBe('SEALING_ENTERPRISE_UNCHECKED');
  });
});
