import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { VerificationReport } from '../../electron/shared/model/verification-report.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../fixtures/window/document-window.ts';
import { answerDialogs, launchApp, type RunningApp } from '../fixtures/window/launch-app.ts';
import { openOperatorPage } from '../fixtures/servers/operator-page.ts';
import { startPlatform, type TestPlatform } from '../fixtures/servers/platform.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';
import { sealCard } from '../fixtures/window/seal-card.ts';

const LAST_PAGE = 4;
/** Stamps and lists are exact to one second. */
const APART_MS = 2500;

describe('a document with one proven and one claimed time', () => {
  let world: DemoWorld;
  let platform: TestPlatform;
  let running: RunningApp;
  let documentWindow: DocumentWindow;
  let window: Page;
  const contract = join(temporaryFolder(), '合同.pdf');
  const seen: Record<string, unknown> = {};

  beforeAll(async () => {
    world = await makeDemoWorld();
    platform = await startPlatform(world, { profile: 'zhongshan' });
    expect((await sealdesk(['sync'], { home: world.home })).status).toBe(0);
    copyFileSync(world.contract, contract);
    running = await launchApp([contract], { SEALDESK_HOME: world.home });
    ({ window } = running);
    documentWindow = new DocumentWindow(window);
    await documentWindow.showPage(LAST_PAGE);
  });

  afterAll(() => running.close());

  const look = (name: string): Promise<Buffer> =>
    window.screenshot({ path: proofPath('screenshots', `trusted-time-${name}.png`) });
  const go = (place: string): Promise<void> =>
    window.getByRole('button', { name: place, exact: true }).click();
  const sealWith = async (name: string, xMm: number): Promise<void> => {
    await documentWindow.chooseSeal(name);
    await documentWindow.clickPage(LAST_PAGE, xMm, 96);
    await documentWindow.askPin();
    await documentWindow.enterPin(world.pin);
    await documentWindow.waitForText('盖章完成');
  };
  /** The open document gets an archive time stamp in a file beside it, and stays as it is. */
  const stampForTheArchive = async (): Promise<void> => {
    const file = contract.replace('.pdf', '_已盖章.pdf');
    const archived = file.replace('.pdf', '_归档.pdf');
    const before = readFileSync(file);
    await answerDialogs(running.app, archived);
    await go('验章');
    const card = window.getByTestId('archive-stamp');
    await card.getByRole('button', { name: '加归档时间戳' }).click();
    await card.getByText('已另存为：合同_已盖章_归档.pdf').waitFor({ timeout: 60_000 });
    await card.scrollIntoViewIfNeeded();
    await look('1-archive');
    expect(readFileSync(file).equals(before)).toBe(true);
    const { stdout } = await sealdesk(['verify', archived, '--json'], { home: world.home });
    const { verdict, signatures } = JSON.parse(stdout) as VerificationReport;
    seen['archived'] = [verdict, ...signatures.map(({ format }) => format)];
    expect(seen['archived']).toEqual(['valid', 'ses-v4', 'time-stamp']);
    await go('文档');
  };
  const verdicts = async (): Promise<readonly (readonly string[])[]> => {
    const file = contract.replace('.pdf', '_已盖章_已盖章.pdf');
    const { stdout } = await sealdesk(['verify', file, '--json'], { home: world.home });
    const { signatures } = JSON.parse(stdout) as VerificationReport;
    return signatures.map(({ verdict, reasons }) => [verdict, ...reasons]);
  };

  it('gets a time stamp with its first seal, and none while the platform cannot be reached', async () => {
    await sealWith(world.seals[0]?.name ?? '', 50);
    await window.getByTestId('trusted-time').getByText('可信时间：').waitFor();
    await look('1-stamped');
    await stampForTheArchive();
    await platform.operator.offline();
    await window.getByRole('button', { name: '再盖一枚印章' }).click();
    await documentWindow.showPage(LAST_PAGE);
    await sealWith(world.seals[1]?.name ?? '', 132);
    await window.getByTestId('trusted-time').getByText('没有取得可信时间').waitFor();
    await look('2-without');
    await platform.operator.online();
    seen['before'] = await verdicts();
  });

  it('shows the difference once the operator has revoked the certificate', async () => {
    const serial = await serialOf(world);
    const page = await openOperatorPage(running.app, platform);
    await pause(APART_MS);
    await page.getByRole('link', { name: '证书与撤销列表', exact: true }).click();
    const row = page.locator(`[data-certificate="${serial}"]`);
    await row.getByRole('button', { name: '撤销' }).click();
    await page.locator(`[data-certificate="${serial}"]`).getByText('已撤销').waitFor();
    await page.screenshot({ path: proofPath('screenshots', 'trusted-time-3-operator.png') });
    await page.close();
    await window.getByTestId('sync-now').click();
    await documentWindow.waitForText('1 个无法确认');
    await look('4-banner');
    await go('验章');
    await documentWindow.waitForText('证书其后已撤销，可信时间证明签章在先');
    await documentWindow.waitForText('证书已撤销，无可信时间证明签章在先');
    await look('5-report');
    seen['after'] = await verdicts();
    expect(seen['after']).toEqual([
      ['valid', 'REVOKED_SINCE', 'SEALED_AGAIN_SINCE'],
      ['indeterminate', 'REVOKED_NO_POE'],
    ]);
  });

  it('gets no further seal by that certificate', async () => {
    await go('文档');
    await window.getByRole('button', { name: '再盖一枚印章' }).click();
    const card = sealCard(window, world.seals[0]?.name ?? '').first();
    expect(await card.locator('input').isDisabled()).toBe(true);
    await look('6-refused');
    writeProof('trusted-time-window', {
      command: 'Playwright in a real Electron, sandbox platform, operator’s page',
      verdicts: seen,
    });
  });
});

/** Returns the serial number of the holder's certificate as the platform writes it. */
async function serialOf(world: DemoWorld): Promise<string> {
  const { stdout } = await sealdesk(['tokens', '--json'], { home: world.home });
  const [, serial = ''] = /"serial":\s*"([0-9a-f]{32})"/.exec(stdout) ?? [];
  return serial;
}
