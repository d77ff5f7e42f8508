import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onePagePdf } from '../../electron/core/pdf/fixtures/pdf-fixture.ts';
import { encryptedByQpdf } from '../peers/encrypted-by-qpdf.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../fixtures/window/document-window.ts';
import { dropFile } from '../fixtures/window/drop-file.ts';
import { launchApp, setPreferences, type RunningApp } from '../fixtures/window/launch-app.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';
import { screenFindings } from '../fixtures/window/screen-findings.ts';

/** With the one that a password opens. */
const GOOD = 11;
const PASSWORD = 'open sesame';

describe('many documents dropped on 文档', () => {
  let world: DemoWorld;
  let running: RunningApp;
  const folder = temporaryFolder();
  const input = join(folder, '合同');
  const output = join(input, '已盖章');
  const beforehand = join(folder, '先开.pdf');
  const proof: Record<string, unknown> = {};

  beforeAll(async () => {
    world = await makeDemoWorld();
    mkdirSync(input);
    writeFileSync(beforehand, onePagePdf('/MediaBox[0 0 595 842]'));
    for (let number = 1; number < GOOD; number += 1) {
      writeFileSync(join(input, `合同${number}.pdf`), onePagePdf(`/MediaBox[0 0 595 ${841 + number}]`));
    }
    writeFileSync(join(input, '坏.pdf'), 'no document at all');
    const encryption = { user: PASSWORD, owner: 'owner', options: ['256'] };
    writeFileSync(join(input, '密.pdf'), encryptedByQpdf(onePagePdf('/MediaBox[0 0 595 842]'), encryption));
    writeFileSync(join(input, '函.ofd'), 'PK\u{3}\u{4}    OFD.xml');
    running = await launchApp([], { SEALDESK_HOME: world.home });
    running.window.setDefaultTimeout(20_000);
    await running.window.setViewportSize({ width: 1366, height: 768 });
  });
  afterAll(async () => {
    writeProof('seal-batch-window', proof);
    await running.close();
  });

  const queue = () => running.window.getByTestId('queue');
  const button = (name: string | RegExp) => queue().getByRole('button', { name });
  const says = (text: string | RegExp) => queue().getByText(text).first().waitFor();
  const sealed = () => queue().locator('[data-state=sealed]').count();
  const look = (name: string) =>
    running.window.screenshot({ path: proofPath('screenshots', `seal-batch-${name}.png`) });
  const outputs = () => readdirSync(output).filter((name) => !name.startsWith('.'));
  const enterPin = async (): Promise<void> => {
    await queue().getByLabel('保护口令').fill(world.pin);
    await button('确认盖章').click();
  };
  const untilSealed = async (count: number): Promise<void> => {
    while ((await sealed()) < count) await pause(20);
  };

  /** Types the password of the encrypted document, whose row then waits for nothing. */
  const openByPassword = async (): Promise<void> => {
    await queue().getByText('密.pdf').click();
    const form = running.window.getByTestId('unlock');
    await form.getByLabel('密码').fill(PASSWORD);
    await look('0-password');
    // Either the password or the batch is the next step, never both.
    expect(await running.window.locator('.button-primary').count()).toBe(1);
    await form.getByRole('button').click();
    await form.waitFor({ state: 'detached' });
    // Until it is looked at, nothing is sealed.
    await queue().getByRole('row', { name: '密.pdf' }).locator('[data-state=ready]').waitFor();
  };
  const panel = () => running.window.getByRole('complementary', { name: '侧栏' });
  const presets = () => panel().getByTestId('presets');
  const keepPreset = async (): Promise<void> => {
    await presets().getByRole('button', { name: '预设' }).click();
    await presets().getByLabel('预设名称').fill('合同用印');
    await presets().getByRole('button', { name: '保存当前清单' }).click();
    await presets().getByText('已保存预设“合同用印”').waitFor();
    expect(await screenFindings(running.window)).toEqual([]);
    await look('0-preset');
    await presets().getByRole('button', { name: '预设' }).first().click();
  };

  it('are looked at together, and every one gets the seal of the one in front', async () => {
    const { window } = running;
    await window.getByRole('heading', { name: '打开要盖章的文件' }).waitFor();
    const page = new DocumentWindow(window);
    await dropFile(window, beforehand);
    await page.chooseSeal(world.seals[0]?.name ?? '');
    await window.getByRole('button', { name: /放到第 1 页/ }).click();
    await page.position();
    await dropFile(window, input);
    await says('13 份文件');
    await queue().getByText('合同1.pdf').click();
    // What was placed before is for that document alone.
    await says('选一份文件，在右侧选印章并放好位置');
    expect(await button('检查全部').isDisabled()).toBe(true);
    await page.chooseSeal(world.seals[0]?.name ?? '');
    await window.getByRole('button', { name: /放到第 1 页/ }).click();
    await page.position();
    await keepPreset();
    await button('检查全部').click();
    await says(`已检查：${GOOD - 1} 份可盖章，3 份不能`);
    await openByPassword();
    await says(`已检查：${GOOD} 份可盖章，2 份不能`);
    expect(await queue().locator('[data-state=refused]').allInnerTexts()).toEqual([
      expect.stringContaining('OFD'),
      expect.stringContaining('不是 PDF'),
    ]);
    await queue().getByText('合同3.pdf').click();
    await queue().locator('[data-chosen=true]', { hasText: '合同3.pdf' }).waitFor();
    await page.position();
    await look('1-checked');
    expect(await screenFindings(window)).toEqual([]);
    await window.setViewportSize({ width: 911, height: 512 });
    await look('2-checked-150');
    expect(await screenFindings(window)).toEqual([]);
    const main = await button(`盖章（${GOOD} 份）`).boundingBox();
    expect((main?.y ?? 999) + (main?.height ?? 999)).toBeLessThanOrEqual(512);
    await window.setViewportSize({ width: 1366, height: 768 });
  });

  it('pause when the key is pulled, and go on with its PIN when it is back', async () => {
    const [company] = world.companies;
    const key = join(dirname(world.pkcs11Module), 'tokens', company?.tokenSerial ?? '');
    const away = join(temporaryFolder(), 'pulled');
    await button(`盖章（${GOOD} 份）`).click();
    await enterPin();
    await untilSealed(2);
    renameSync(key, away);
    await says('USB Key 已拔出');
    await look('3-key-pulled');
    proof['sealedBeforePull'] = await sealed();
    renameSync(away, key);
    await expect.poll(() => button(/继续盖章/).isEnabled(), { timeout: 20_000 }).toBe(true);
    await button(/继续盖章/).click();
    await enterPin();
    await untilSealed(5);
  });

  it('go on where they stopped after the app was killed, and none is sealed twice', async () => {
    const ended = new Promise((resolve) => running.app.process().once('exit', resolve));
    running.app.process().kill('SIGKILL');
    await ended;
    running = await launchApp([], { SEALDESK_HOME: world.home });
    running.window.setDefaultTimeout(20_000);
    await running.window.setViewportSize({ width: 1366, height: 768 });
    const { window } = running;
    const offer = window.getByTestId('unfinished-batch');
    await offer.waitFor();
    await look('4-unfinished');
    await offer.getByRole('button', { name: '继续这个批次' }).click();
    await queue().getByText(`1 页 · 1 处`).first().waitFor();
    await openByPassword();
    await button(/继续盖章/).click();
    await enterPin();
    await says(`完成：已盖章 ${GOOD} 份，2 份未盖成`);
    await look('5-ended');
    await button('重试 2 份').click();
    await says('0 份可盖章，2 份不能');
    expect(await sealed()).toBe(GOOD);
    expect(await screenFindings(window)).toEqual([]);
    expect(outputs()).toHaveLength(GOOD);
    const listed = await sealdesk(['register', 'list', '--json', '--count', '1000'], { home: world.home });
    const done = listed.stdout
      .split('\n')
      .filter((line) => line.includes('"act":"seal"') && line.includes('"result":"done"'));
    expect(done).toHaveLength(GOOD);
    const verified = await sealdesk(['verify', '-r', output, '--json', '--password-env', 'PASSWORD'], {
      ...{ home: world.home, env: { PASSWORD } },
    });
    expect(verified.status).toBe(0);
    Object.assign(proof, { documents: GOOD + 2, bad: 2, sealed: outputs().length, registered: done.length });

    await setPreferences(window, {
      language: 'en',
      theme: 'light',
      welcomed: true,
      verifyOnly: false,
    });
    await window.reload();
    await window.getByText('13 documents').waitFor();
    await look('6-ended-en');
    expect(await screenFindings(window)).toEqual([]);
    await setPreferences(window, {
      language: 'zh-CN',
      theme: 'light',
      welcomed: true,
      verifyOnly: false,
    });
    await window.reload();
    await says('13 份文件');
    await button('关闭列表').click();
  });

  it('leave a preset that seals one document after the start, and its kind is known the next time', async () => {
    const { window } = running;
    const page = new DocumentWindow(window);
    for (const number of [1, 2]) {
      writeFileSync(join(folder, `采购2026-00${number}.pdf`), onePagePdf('/MediaBox[0 0 595 842]'));
    }
    await dropFile(window, join(folder, '采购2026-001.pdf'));
    await presets().getByRole('button', { name: '预设' }).click();
    await presets().getByText('合同用印').waitFor();
    await look('7-preset');
    await presets().getByRole('button', { name: '使用预设“合同用印”' }).click();
    const place = await page.position();
    await page.askPin();
    await page.enterPin(world.pin);
    await page.waitForText('盖章完成');
    await page.waitForText('采购2026-001_已盖章.pdf');
    await dropFile(window, join(folder, '采购2026-002.pdf'));
    await page.waitForText('采购2026-002.pdf');
    const offer = window.getByTestId('last-placement');
    await offer.getByText('采购2026-001.pdf').waitFor();
    await look('8-last-placement');
    expect(await screenFindings(window)).toEqual([]);
    await offer.getByRole('button', { name: '使用' }).click();
    expect(await page.position()).toBe(place);
  });
});
