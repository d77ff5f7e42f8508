import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoWorld, makeDemoWorld, temporaryFolder } from '../fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../fixtures/window/document-window.ts';
import { answerDialogs } from '../fixtures/window/launch-app.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { run, sealdesk } from '../fixtures/commands/run-command.ts';
import { showSealsPlace } from '../fixtures/window/seals-place.ts';
import { type BrowserApp, openInBrowser } from '../fixtures/in-browser/browser-app.ts';

const LAST_PAGE = 4;
/** Chromium's version in the stand-in for the pinned Electron. */
const STAND_IN = 130;

/** One clerk's work, a step a test: each goes on where the one before has ended. */
describe('the main job on a newer Chromium', () => {
  let world: DemoWorld;
  let contract: string;
  let opened: BrowserApp;
  let documentWindow: DocumentWindow;

  const screenshot = (name: string): Promise<Buffer> =>
    opened.window.screenshot({ path: proofPath('chromium', `${name}.png`) });
  const sealed = (): string => contract.replace('.pdf', '_已盖章.pdf');

  beforeAll(async () => {
    world = await makeDemoWorld();
    contract = join(temporaryFolder(), '合同.pdf');
    copyFileSync(world.contract, contract);
    opened = await openInBrowser([], { SEALDESK_HOME: world.home });
    documentWindow = new DocumentWindow(opened.window);
  });
  afterAll(() => opened.close());

  it('begins with a page that says what to do', async () => {
    const { window, version } = opened;
    expect(Number(version.split('.')[0])).toBeGreaterThan(STAND_IN);
    await window.getByRole('heading', { name: '打开要盖章的文件' }).waitFor();
    expect(await window.getByRole('button', { name: '打开文档' }).isEnabled()).toBe(true);
    await screenshot('main-job-1-first-screen');
  });

  it('shows the keys and their seals', async () => {
    const { window } = opened;
    await showSealsPlace(window, 'keys');
    await window.getByText('SealDesk DEMO 云帆科技 · 已插入').waitFor();
    await window.getByText('SealDesk DEMO 海川贸易 · 已插入').waitFor();
    await screenshot('main-job-2-keys');
    await showSealsPlace(window, 'seals');
    const seals = world.companies.flatMap((company) => company.seals);
    await expect.poll(() => window.locator('main img').count()).toBe(seals.length);
    const drawn = await window
      .locator('main img')
      .evaluateAll((all) => all.every((each) => each instanceof HTMLImageElement && each.naturalWidth > 0));
    expect(drawn).toBe(true);
    await screenshot('main-job-3-seals');
  });

  it('draws the pages of a document in a worker, with Chinese letters of the app', async () => {
    const { window } = opened;
    await answerDialogs(opened.app, contract);
    await window.getByRole('button', { name: '文档', exact: true }).click();
    await window.getByRole('button', { name: '打开文档' }).click();
    await documentWindow.showPage(LAST_PAGE);
    expect(window.workers()).toHaveLength(1);
    const colours = await window
      .locator(`.page[data-page-number="${LAST_PAGE}"] canvas`)
      .first()
      .evaluate((canvas) => {
        if (!(canvas instanceof HTMLCanvasElement)) return 0;
        const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
        return new Set(pixels).size;
      });
    expect(colours).toBeGreaterThan(100);
    const letters = await window.evaluate(async () => {
      const faces = await document.fonts.load('14px "SealDesk Chinese"', '章');
      return faces.map(({ status }) => status);
    });
    expect(letters).toEqual(['loaded']);
  });

  it('places a seal at true size, and moves it by keys', async () => {
    const { window } = opened;
    const seal = world.companies[0]?.seals.find(({ kind }) => kind === '合同专用章')?.name ?? '';
    await documentWindow.chooseSeal(seal);
    await documentWindow.clickPage(LAST_PAGE, 50, 96);
    const before = await documentWindow.position();
    await window.keyboard.press('ArrowRight');
    expect(await documentWindow.position()).not.toBe(before);
    await screenshot('main-job-4-placed');
  });

  it('says that a PIN was wrong, seals with the right one, and finds the seal valid', async () => {
    await documentWindow.askPin();
    await documentWindow.enterPin('000000');
    await documentWindow.waitForText('PIN_WRONG');
    await documentWindow.enterPin(world.companies[0]?.pin ?? '');
    await documentWindow.waitForText('盖章完成');
    await documentWindow.waitForText('1 个签章有效');
    await screenshot('main-job-5-sealed');
    const original = readFileSync(contract);
    expect(readFileSync(sealed()).subarray(0, original.length).equals(original)).toBe(true);
    const verified = await sealdesk(['verify', sealed(), '--json'], { home: world.home });
    expect(JSON.parse(verified.stdout)).toMatchObject({ verdict: 'valid' });
  });

  it('shows what was checked of a seal', async () => {
    const { window } = opened;
    await window.getByRole('button', { name: '详情' }).click();
    await window.getByRole('tab', { name: '验章', selected: true }).waitFor();
    await window.getByText(/9 项检查通过/).waitFor();
    await screenshot('main-job-6-report');
  });

  it('prints a copy, with its notice on each page', async () => {
    const { window } = opened;
    const copy = join(temporaryFolder(), '复印件.pdf');
    await answerDialogs(opened.app, copy);
    await window.getByRole('navigation').getByRole('button', { name: '验章' }).click();
    await window.getByTestId('copies').getByRole('button', { name: '导出 PDF' }).click();
    await window.getByText('复印件.pdf，已记入台账').waitFor();
    const { stdout } = await run('pdftotext', [copy, '-']);
    const pages = stdout.split('\f').filter((page) => page.trim() !== '');
    expect(pages).toHaveLength(LAST_PAGE);
    for (const page of pages) expect(page.replaceAll(/\s/g, '')).toMatch(/原文件SM3[0-9a-f]{64}/);
    copyFileSync(copy, proofPath('chromium', 'copy.pdf'));
  });

  it('has a record of the use in the register', async () => {
    const { window } = opened;
    await window.getByRole('button', { name: '台账', exact: true }).click();
    await documentWindow.waitForText('合同.pdf');
    await screenshot('main-job-7-register');
  });

  it('gives the browser nothing to complain about', () => {
    expect(opened.problems).toEqual([]);
    writeProof('chromium', { chromium: opened.version, problems: opened.problems });
  });

  it('reports a byte that was changed', async () => {
    const { window } = opened;
    const changed = join(temporaryFolder(), '被改动.pdf');
    const bytes = readFileSync(sealed());
    bytes[9000] = (bytes[9000] ?? 0) ^ 1;
    writeFileSync(changed, bytes);
    await answerDialogs(opened.app, changed);
    await window.getByRole('button', { name: '文档', exact: true }).click();
    await window.getByRole('button', { name: /^打开/ }).first().click();
    await documentWindow.waitForText('签章无效');
    await screenshot('main-job-8-changed');
  });
});
