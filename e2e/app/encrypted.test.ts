import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../fixtures/window/document-window.ts';
import { dropFile } from '../fixtures/window/drop-file.ts';
import { launchApp, setPreferences, type RunningApp } from '../fixtures/window/launch-app.ts';
import { proofPath } from '../fixtures/proof.ts';
import { run } from '../fixtures/commands/run-command.ts';
import { screenFindings } from '../fixtures/window/screen-findings.ts';

const USER = '打开-open';
const OWNER = '权限-owner';

let world: DemoWorld;
let running: RunningApp;
let path: string;

beforeAll(async () => {
  world = await makeDemoWorld();
  path = join(temporaryFolder(), '保密合同.pdf');
  const encryption = ['--encrypt', USER, OWNER, '256', '--modify=none', '--'];
  expect((await run('qpdf', [...encryption, world.contract, path])).status).toBe(0);
  running = await launchApp([path], { SEALDESK_HOME: world.home });
});
afterAll(() => running.close());

const look = (name: string): Promise<Buffer> =>
  running.window.screenshot({ path: proofPath('screenshots', `encrypted-${name}.png`) });

it('An encrypted document asks for its password where it stands, and is sealed by that of its owner', async () => {
  const { window } = running;
  const shown = new DocumentWindow(window);
  const form = window.getByTestId('unlock');
  const enter = async (label: string, password: string): Promise<void> => {
    await form.getByLabel(label).fill(password);
    await form.getByRole('button', { name: /^(?:打开|Open)$/ }).click();
  };
  await window.getByRole('heading', { name: '这份 PDF 已加密' }).waitFor();
  await enter('文件密码', 'guess');
  await form.getByText('文件密码不对。').waitFor();
  await look('zh-CN-wrong');
  expect(await screenFindings(window)).toEqual([]);

  await enter('文件密码', USER);
  await shown.waitForPage(1);
  await form.getByLabel('权限密码').waitFor();
  await shown.waitForText('PDF_PERMISSION_DENIED');
  await look('permissions');
  await enter('权限密码', OWNER);
  await form.waitFor({ state: 'detached' });

  await shown.chooseSeal(world.seals[0]?.name ?? '');
  await shown.showPage(1);
  await shown.clickPage(1, 60, 60);
  await shown.askPin();
  await shown.enterPin(world.pin);
  await shown.waitForText('盖章完成');
  await shown.waitForPage(1);
  expect(await form.count()).toBe(0);
  await look('sealed');

  await setPreferences(window, { language: 'en', theme: 'dark', welcomed: true, verifyOnly: false });
  await window.reload();
  await dropFile(window, path);
  await window.getByRole('heading', { name: 'This PDF is encrypted' }).waitFor();
  await look('en');
  expect(await screenFindings(window)).toEqual([]);
});
