import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../fixtures/window/document-window.ts';
import { dropFile } from '../fixtures/window/drop-file.ts';
import { launchApp, setPreferences, type RunningApp } from '../fixtures/window/launch-app.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { FORGED_TEXT, withRevision } from '../fixtures/documents/revised-document.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';
import { screenFindings } from '../fixtures/window/screen-findings.ts';

describe('the verdict on one file', () => {
  let world: DemoWorld;
  let running: RunningApp;
  let shown: DocumentWindow;
  const folder = temporaryFolder();
  const path = (name: string): string => join(folder, name);

  async function seal(from: string, to: string, company: number, at: string): Promise<void> {
    const sealed = await sealdesk(
      [
        'seal',
        from,
        '-o',
        to,
        '--seal',
        world.companies[company]?.seals[0]?.esId ?? '',
        '--page',
        '1',
        '--at',
        at,
        '--pin-env',
        'PIN',
      ],
      { home: world.home, env: { PIN: world.companies[company]?.pin ?? '' } },
    );
    expect([sealed.status, sealed.stderr]).toEqual([0, '']);
  }

  beforeAll(async () => {
    world = await makeDemoWorld();
    copyFileSync(world.contract, path('合同.pdf'));
    await seal(path('合同.pdf'), path('甲方已盖.pdf'), 0, '60,200');
    await seal(path('甲方已盖.pdf'), path('双方已盖.pdf'), 1, '140,200');
    writeFileSync(path('盖后被改.pdf'), withRevision(readFileSync(path('双方已盖.pdf'))));
    running = await launchApp([path('盖后被改.pdf')], { SEALDESK_HOME: world.home });
    shown = new DocumentWindow(running.window);
    await shown.showPage(1);
  });
  afterAll(() => running.close());

  const inPages = (text: string): Locator => running.window.locator('.textLayer').getByText(text);
  const card = (number: number): Locator => running.window.locator('article.signature').nth(number - 1);
  const look = (name: string): Promise<Buffer> =>
    running.window.screenshot({ path: proofPath('screenshots', `one-file-${name}.png`) });
  async function openReport(name: string): Promise<void> {
    await dropFile(running.window, path(name));
    await running.window.getByRole('heading', { name }).waitFor();
    await shown.showPage(1);
    await running.window.getByRole('button', { name: '详情' }).click();
    await running.window.getByTestId('timeline').waitFor();
  }

  it('lists the revisions, boxes what changed, and shows exactly what was sealed', async () => {
    const { window } = running;
    await inPages(FORGED_TEXT).waitFor();
    await window.getByRole('button', { name: '详情' }).click();
    const revisions = window.getByTestId('timeline').getByRole('listitem');
    await revisions.nth(3).waitFor();
    const bytes = readFileSync(path('盖后被改.pdf'));
    const lengths = ['合同.pdf', '甲方已盖.pdf', '双方已盖.pdf', '盖后被改.pdf'].map(
      (name) => readFileSync(path(name)).length,
    );
    for (const [index, length] of lengths.entries()) {
      // Whether a line end behind a version without a signature belongs to it, the file does not tell.
      if (index === 0) continue;
      const text = await revisions.nth(index).innerText();
      expect(text).toContain(`文件的前 ${String(length)} 字节`);
      expect(text).toContain(createHash('sm3').update(bytes.subarray(0, length)).digest('hex'));
    }
    expect(await revisions.nth(3).innerText()).toMatch(
      /文件被改动[\s\S]*第1页：页面内容被更改[\s\S]*第2页：新增批注/,
    );
    expect(await card(1).innerText()).toMatch(/签章无效[\s\S]*该怎么办[\s\S]*查看签章时的内容/);
    const marks = window.getByTestId('change-mark');
    expect(await marks.evaluateAll((all) => all.map((each) => each.getAttribute('data-change')))).toEqual([
      'pageChanged',
      'annotationAdded',
    ]);
    await look('changed');
    expect(await screenFindings(window)).toEqual([]);

    await card(1).getByRole('button', { name: '查看签章时的内容' }).click();
    await window
      .getByTestId('version-banner')
      .getByText(`版本 2，文件的前 ${String(lengths[1])} 字节`)
      .waitFor();
    await window.locator('.page[data-page-number="1"][data-loaded="true"]').waitFor();
    await inPages('采购').first().waitFor();
    expect([
      await inPages(FORGED_TEXT).count(),
      await marks.count(),
      await window.getByTestId('seal-mark').count(),
    ]).toEqual([0, 0, 1]);
    await look('as-sealed');
    expect(await screenFindings(window)).toEqual([]);
    await window.getByTestId('version-banner').getByRole('button', { name: '回到现在的文件' }).click();
    await inPages(FORGED_TEXT).waitFor();
    expect(await window.getByTestId('version-banner').count()).toBe(0);
    await revisions.nth(0).getByRole('button', { name: '查看版本 1' }).click();
    await window.getByTestId('version-banner').getByText('正在查看版本 1').waitFor();
    await expect.poll(() => window.getByTestId('seal-mark').count()).toBe(0);
    await window.keyboard.press('Escape');
    await inPages(FORGED_TEXT).waitFor();
    writeProof('one-file-timeline', { revisions: lengths, timeline: await revisions.allInnerTexts() });
  });

  it('leads from a seal on the page to its verdict and back, and shows seal, certificate and chain', async () => {
    const { window } = running;
    await openReport('双方已盖.pdf');
    const marks = window.getByTestId('seal-mark');
    await marks.nth(1).click();
    await expect.poll(() => card(2).getAttribute('aria-current')).toBe('true');
    await shown.showPage(3);
    await card(1).getByRole('button', { name: '在页面上看' }).click();
    await expect.poll(() => marks.nth(0).getAttribute('aria-pressed')).toBe('true');
    await expect.poll(() => window.getByLabel('页码').inputValue()).toBe('1');
    expect(await card(1).innerText()).toMatch(/盖章之后[\s\S]*第1页：加盖签章/);
    expect(await card(1).getByTestId('quiet-checks').innerText()).toMatch(/项/);

    const details = card(1).getByTestId('seal-details');
    await details.getByText('印章与证书').click();
    await details.getByRole('img').waitFor();
    const facts = await details.innerText();
    expect(facts).toContain(world.companies[0]?.seals[0]?.esId ?? '');
    expect(facts).toMatch(
      /准许的签章人[\s\S]*签章人证书[\s\S]*逐级上溯到受信任的根[\s\S]*未撤销[\s\S]*SHA-256[\s\S]*受信任的根/,
    );
    await details.scrollIntoViewIfNeeded();
    await look('seal-and-chain');
    expect(await screenFindings(window)).toEqual([]);
  });

  it('says in English and at 150 % what it says in Chinese', async () => {
    const { window } = running;
    // 1366 by 768 at 150 %.
    await window.setViewportSize({ width: 911, height: 512 });
    await look('150-zh');
    expect(await screenFindings(window)).toEqual([]);
    await setPreferences(window, { language: 'en', theme: 'light', welcomed: true, verifyOnly: false });
    await window.reload();
    await window.waitForSelector('.empty-state');
    await dropFile(window, path('盖后被改.pdf'));
    await window.getByRole('button', { name: 'Details' }).click();
    await window.getByTestId('timeline').waitFor();
    await look('150-en');
    expect(await screenFindings(window)).toEqual([]);
    await window.setViewportSize({ width: 1366, height: 768 });
    await look('en');
    await setPreferences(window, { language: 'zh-CN', theme: 'light', welcomed: true, verifyOnly: false });
    await window.reload();
    await window.waitForSelector('.empty-state');
  });

  it('says what to do after each verdict', async () => {
    const { window } = running;
    const steps = window.getByTestId('next-steps');
    const seen: Record<string, string> = {};
    const verify = async (name: string, verdict: string): Promise<void> => {
      await dropFile(window, path(name));
      await window.locator('dd').getByText(name).waitFor();
      await window.locator(`[data-testid=report][data-verdict=${verdict}]`).waitFor();
      seen[verdict] = await steps.first().innerText();
      await look(verdict);
    };
    await window.getByRole('navigation').getByRole('button', { name: '验章' }).click();
    await verify('合同.pdf', 'unsigned');
    await verify('甲方已盖.pdf', 'valid');
    await verify('盖后被改.pdf', 'invalid');
    for (const list of world.trust.crls) rmSync(list);
    await verify('甲方已盖.pdf', 'indeterminate');
    expect(seen['unsigned']).toContain('请对方发送加盖电子印章的原文件');
    expect(seen['valid']).toContain('可以据此办理');
    expect(seen['invalid']).toContain('以盖章时的那一版为准');
    expect(seen['indeterminate']).toContain('同步平台名单');
    writeProof('one-file-next-steps', seen);
  });
});
