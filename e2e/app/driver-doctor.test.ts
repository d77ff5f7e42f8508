import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { answerDialogs, launchApp, setPreferences, type RunningApp } from '../fixtures/window/launch-app.ts';
import { proofPath } from '../fixtures/proof.ts';
import { PROJECT } from '../fixtures/commands/run-command.ts';

/** The header of a 32-bit ELF shared object for x86, without the rest of the file. */
const ELF_32 = Buffer.from('7f454c46010101000000000000000000030003000100000000000000', 'hex');

describe('the driver check in the real app', () => {
  let world: DemoWorld;
  let running: RunningApp;

  beforeAll(async () => {
    world = await makeDemoWorld();
  });
  beforeEach(async () => {
    running = await launchApp([], { SEALDESK_HOME: world.home });
    running.window.setDefaultTimeout(20_000);
  });
  afterEach(() => running.close());

  const look = (name: string): Promise<unknown> =>
    running.window.screenshot({ path: proofPath('screenshots', `drivers-${name}.png`) });
  const says = (text: string): Promise<void> => running.window.getByText(text).first().waitFor();
  const press = (name: string): Promise<void> =>
    running.window.getByRole('button', { name, exact: true }).click();

  it('lists every module with its keys, and exports the list without private data', async () => {
    await press('印章');
    await press('驱动检测');
    await says('可以盖章');
    await look('1-checked');
    const path = join(temporaryFolder(), 'report.json');
    await answerDialogs(running.app, path);
    await press('导出体检报告');
    await says('体检报告已导出');
    await look('2-exported');
    const exported = readFileSync(path, 'utf8');
    const [holder] = world.companies;
    const names = [holder?.name ?? '', holder?.tokenSerial ?? '', world.home];
    expect(names.filter((name) => exported.includes(name))).toEqual([]);
    expect(JSON.parse(exported)).toMatchObject({ redacted: true });
  });

  // The file of 32 bits is one of Linux.
  const isOfLinux = process.platform === 'linux';
  it.runIf(isOfLinux)('tests a driver that the person picks, and says why it refuses a file', async () => {
    await press('印章');
    await press('驱动检测');
    await says('可以盖章');
    const old = join(temporaryFolder(), 'old-driver.so');
    writeFileSync(old, ELF_32);
    await answerDialogs(running.app, old);
    await press('添加驱动文件');
    await says('没有加入列表');
    await says('32 位驱动不能用于 64 位程序');
    await look('3-rejected');

    const name = basename(world.skfModule);
    const library = join(dirname(world.pkcs11Module), name);
    copyFileSync(join(PROJECT, 'dist/native', name), library);
    await answerDialogs(running.app, library);
    await press('添加驱动文件');
    await says('已加入列表');
    await look('4-added');
    const settings = (): unknown => JSON.parse(readFileSync(join(world.home, 'keys.json'), 'utf8'));
    expect(settings()).toMatchObject({ modules: [library] });

    // Both drivers show the same keys now, each key once; the person may choose.
    await press('返回 USB Key');
    const details = running.window.getByRole('button', { name: /的详情$/ });
    expect(await details.count()).toBe(world.companies.length);
    await details.first().click();
    const choice = running.window.getByLabel('使用的驱动');
    expect(await choice.inputValue()).toBe('');
    await choice.selectOption(library);
    await expect
      .poll(settings, { timeout: 20_000 })
      .toMatchObject({ drivers: [{ serial: world.companies[0]?.tokenSerial, module: library }] });
    await expect.poll(() => choice.inputValue(), { timeout: 20_000 }).toBe(library);
    await look('5-driver-chosen');
  });

  it('works in English and in the dark theme', async () => {
    const { window } = running;
    await window.emulateMedia({ colorScheme: 'dark' });
    await setPreferences(window, { language: 'en', theme: 'dark', welcomed: true, verifyOnly: false });
    await window.reload();
    await press('Seals');
    await window.getByRole('button', { name: 'Change PIN' }).first().click();
    await window.getByLabel('New PIN', { exact: true }).fill('Seal#2468');
    await window.screenshot({ path: proofPath('screenshots', 'token-en-dark-change.png') });
    await press('Check drivers');
    await says('can seal');
    await look('en-dark');
  });
});
