import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoWorld, makeDemoWorld, temporaryFolder } from '../fixtures/worlds/demo-world.ts';
import { answerDialogs, launchApp, type RunningApp, setPreferences } from '../fixtures/window/launch-app.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';
import { screenFindings } from '../fixtures/window/screen-findings.ts';

describe('a counterpart who only verifies', () => {
  let world: DemoWorld;
  let running: RunningApp;
  const folder = temporaryFolder();
  const sealed = join(folder, '合同_已盖章.pdf');
  const forged = join(folder, '冒名.trustlist.json');

  beforeAll(async () => {
    world = await makeDemoWorld();
    const key = { home: world.home, env: { PIN: world.pin } };
    const place = ['--at', '60,90', '--pin-env', 'PIN', '--no-time-stamp'];
    const seal = ['--seal', world.seals[0]?.esId ?? '', ...place];
    const made = await sealdesk(['seal', world.contract, '-o', sealed, ...seal], key);
    expect(made.status, made.stderr).toBe(0);
    const list = ['trust', 'sign', '--source', 'sealdesk-demo', '--number', '9', '-o', forged];
    const root = ['--certificate', join(world.trust.dir, 'root-ca.pem')];
    const token = ['--token', world.companies[0]?.tokenSerial ?? '', '--pin-env', 'PIN'];
    const signed = await sealdesk([...list, ...root, ...token], key);
    expect(signed.status, signed.stderr).toBe(0);
    running = await launchApp([sealed], { SEALDESK_HOME: join(folder, 'home') });
  });
  afterAll(() => running.close());

  it('gets from the first start to a valid verdict by a list whose fingerprint it has compared', async () => {
    const { app, window } = running;
    const seen: Record<string, readonly string[]> = {};
    const look = async (name: string): Promise<void> => {
      await window.screenshot({ path: proofPath('screenshots', `verify-only-${name}.png`) });
      seen[name] = await screenFindings(window);
    };
    await window.setViewportSize({ width: 1366, height: 768 });
    // A double click on the file alone leads to the verdict, and to what to do.
    await window.locator('[data-testid=report][data-verdict=indeterminate]').waitFor();
    await window.getByTestId('trust-help').getByRole('button', { name: '导入名单…' }).waitFor();
    await look('double-clicked');
    await window.reload();
    await window.getByTestId('welcome').getByRole('button', { name: '我只验章' }).click();
    await window.getByTestId('status-verify-only').getByText('仅验章 · 未导入名单').waitFor();
    expect(await window.locator('.rail-button').allInnerTexts()).toEqual(['文档', '验章', '设置']);
    await look('start');

    await answerDialogs(app, sealed);
    await window.getByRole('button', { name: '打开文档' }).click();
    const report = window.getByTestId('report');
    await report.waitFor();
    expect(await report.getAttribute('data-verdict')).toBe('indeterminate');
    await window.getByTestId('trust-help').waitFor();
    await look('open');

    await answerDialogs(app, join(world.home, 'trust-lists', 'demo.trustlist.json'));
    await window.getByRole('button', { name: '导入名单…' }).click();
    const confirm = window.getByTestId('confirm-list');
    const shown = await confirm.locator('.fingerprint').first().innerText();
    expect(shown).toMatch(/^([0-9A-F]{4} ){15}[0-9A-F]{4}$/);
    expect(await confirm.getByRole('button', { name: '启用名单' }).isDisabled()).toBe(true);
    expect(await report.getAttribute('data-verdict')).toBe('indeterminate');
    await look('confirm');
    await confirm.getByRole('checkbox').check();
    await confirm.getByRole('button', { name: '启用名单' }).click();
    await window.locator('[data-testid=report][data-verdict=valid]').waitFor();
    await window
      .getByTestId('status-verify-only')
      .getByText(/^仅验章 · 名单截至 \d{4}-/)
      .waitFor();
    await look('valid');

    await window.getByRole('button', { name: '设置' }).click();
    await window.locator('[data-testid=kept-list][data-state=inForce]').waitFor();
    await answerDialogs(app, forged);
    await window.getByRole('button', { name: '导入名单…' }).click();
    await window.getByText('[TRUST_LIST_FOREIGN]').or(window.getByText('TRUST_LIST_FOREIGN')).waitFor();
    await window.getByTestId('trust-lists').scrollIntoViewIfNeeded();
    await look('foreign');
    const english = { language: 'en', theme: 'dark', welcomed: true, verifyOnly: true } as const;
    await setPreferences(window, english);
    await window.reload();
    await window.getByRole('button', { name: 'Settings' }).click();
    await window.getByTestId('kept-list').scrollIntoViewIfNeeded();
    await look('settings-english');
    await window.getByRole('button', { name: 'Remove', exact: true }).click();
    await window.getByRole('button', { name: 'Remove it' }).click();
    await window.getByTestId('kept-list').waitFor({ state: 'detached' });
    await window.getByTestId('status-verify-only').getByText('Verify only · no list imported').waitFor();
    await window.getByRole('radio', { name: 'Seal and verify' }).click();
    await window.getByTestId('status-key').waitFor();
    expect(await window.locator('.rail-button').count()).toBe(5);
    writeProof('verify-only', { fingerprint: shown, screens: seen });
    expect(seen).toEqual(Object.fromEntries(Object.keys(seen).map((name) => [name, []])));
  });
});
