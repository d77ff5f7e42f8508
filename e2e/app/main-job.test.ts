import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../fixtures/window/document-window.ts';
import { launchApp, type RunningApp, inMain } from '../fixtures/window/launch-app.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';

const LAST_PAGE = 4;

describe('the main job in the real app', () => {
  let world: DemoWorld;
  let contract: string;
  let running: RunningApp | undefined;

  beforeAll(async () => {
    world = await makeDemoWorld();
  });
  beforeEach(() => {
    contract = join(temporaryFolder(), '合同.pdf');
    copyFileSync(world.contract, contract);
  });
  afterEach(async () => {
    await running?.close();
    running = undefined;
  });

  async function open(path: string): Promise<DocumentWindow> {
    running = await launchApp([path], { SEALDESK_HOME: world.home });
    const documentWindow = new DocumentWindow(running.window);
    await documentWindow.showPage(LAST_PAGE);
    return documentWindow;
  }

  function current(): RunningApp {
    if (running === undefined) throw new Error('the app is not running');
    return running;
  }

  const sealOf = (company: number, kind: string): string =>
    world.companies[company]?.seals.find((seal) => seal.kind === kind)?.name ?? '';
  const pinOf = (company: number): string => world.companies[company]?.pin ?? '';
  const screenshot = (documentWindow: DocumentWindow, name: string): Promise<Buffer> =>
    documentWindow.window.screenshot({ path: proofPath('screenshots', `${name}.png`) });

  it('leads from the contract to two valid seals, and a changed file is reported', async () => {
    const documentWindow = await open(contract);
    await documentWindow.window.getByRole('tab', { name: '盖章', selected: true }).waitFor();
    await documentWindow.chooseSeal(sealOf(0, '合同专用章'));
    await documentWindow.clickPage(LAST_PAGE, 50, 96);
    const placed = await documentWindow.position();
    await documentWindow.window.keyboard.press('ArrowRight');
    await documentWindow.window.keyboard.press('Shift+ArrowUp');
    const nudged = await documentWindow.position();
    await screenshot(documentWindow, 'main-job-1-placed');
    expect(numbers(nudged).page).toBe(LAST_PAGE);
    expect(numbers(nudged).x - numbers(placed).x).toBeCloseTo(1, 1);
    expect(numbers(placed).y - numbers(nudged).y).toBeCloseTo(10, 1);

    await documentWindow.askPin();
    await documentWindow.enterPin('000000');
    await documentWindow.waitForText('PIN_WRONG');
    await screenshot(documentWindow, 'main-job-2-wrong-pin');
    expect(existsSync(contract.replace('.pdf', '_已盖章.pdf'))).toBe(false);
    await documentWindow.enterPin(pinOf(0));
    await documentWindow.waitForText('盖章完成');
    await documentWindow.waitForText('1 个签章有效');
    await screenshot(documentWindow, 'main-job-3-sealed');

    const sealed = contract.replace('.pdf', '_已盖章.pdf');
    const original = readFileSync(contract);
    expect(readFileSync(sealed).subarray(0, original.length).equals(original)).toBe(true);
    await running?.close();

    const second = await open(sealed);
    await second.window.getByRole('tab', { name: '验章', selected: true }).waitFor();
    await second.chooseSeal(sealOf(1, '合同专用章'));
    await second.clickPage(LAST_PAGE, 132, 96);
    await second.askPin();
    await second.enterPin(pinOf(1));
    await second.waitForText('盖章完成');
    await second.waitForText('2 个签章有效');
    await screenshot(second, 'main-job-4-second-seal');
    await running?.close();

    const both = sealed.replace('.pdf', '_已盖章.pdf');
    const verified = await sealdesk(['verify', both, '--json'], { home: world.home });
    const report = JSON.parse(verified.stdout) as { signatures: readonly { verdict: string }[] };
    expect(report.signatures.map(({ verdict }) => verdict)).toEqual(['valid', 'valid']);

    const tampered = join(temporaryFolder(), '被改动.pdf');
    const bytes = readFileSync(both);
    bytes[9000] = (bytes[9000] ?? 0) ^ 1;
    writeFileSync(tampered, bytes);
    const third = await open(tampered);
    await third.waitForText('签章无效');
    await third.window.getByRole('button', { name: '详情' }).click();
    await third.waitForText('签章后文档内容已改变');
    await screenshot(third, 'main-job-5-tampered');
    const runtime = await inMain(current().app, () => process.versions);
    writeProof('main-job', {
      command: 'Playwright in a real Electron',
      electron: runtime['electron'],
      chrome: runtime['chrome'],
      steps: ['placed', 'nudged', 'wrong PIN', 'sealed', 'second seal', 'tampered'],
      verdicts: report.signatures.map(({ verdict }) => verdict),
    });
  });

  it('runs under the security policy: a worker draws the pages, with the app’s own Chinese fonts', async () => {
    const documentWindow = await open(contract);
    expect(running?.window.workers()).toHaveLength(1);
    const lines = running?.consoleLines ?? [];
    expect(lines.filter((line) => /fake worker|Content Security Policy|TrustedScript/i.test(line))).toEqual(
      [],
    );
    const letters = await documentWindow.window.evaluate(async () => {
      const faces = await document.fonts.load('14px "SealDesk Chinese"', '章');
      return faces.map(({ status }) => status);
    });
    expect(letters).toEqual(['loaded']);
    expect(
      await documentWindow.window.evaluate(() => 'require' in globalThis || 'process' in globalThis),
    ).toBe(false);
  });

  it('survives the end of a key’s driver, which is restarted without a word over the work', async () => {
    const documentWindow = await open(contract);
    await documentWindow.chooseSeal(sealOf(0, '合同专用章'));
    const tokenHost = () =>
      inMain(current().app, ({ app }) => {
        const found = app
          .getAppMetrics()
          .find(({ type, name }) => type === 'Utility' && /token/i.test(name ?? ''));
        return found?.pid ?? null;
      });
    const host = await tokenHost();
    expect(host).not.toBeNull();
    process.kill(host ?? 0, 'SIGKILL');
    await expect.poll(tokenHost, { timeout: 20_000 }).not.toBe(host);
    await expect.poll(tokenHost, { timeout: 20_000 }).not.toBeNull();
    expect(await documentWindow.window.getByTestId('notice').count()).toBe(0);
    await screenshot(documentWindow, 'main-job-6-host-restarted');
    await documentWindow.clickPage(LAST_PAGE, 50, 96);
    await documentWindow.askPin();
    await documentWindow.enterPin(pinOf(0));
    await documentWindow.waitForText('盖章完成');
  });
});

/** Returns the numbers in a position such as "第4页 50, 96 毫米". */
function numbers(text: string): { page: number; x: number; y: number } {
  const [page = 0, x = 0, y = 0] = (text.match(/\d+(\.\d+)?/g) ?? []).map(Number);
  return { page, x, y };
}
