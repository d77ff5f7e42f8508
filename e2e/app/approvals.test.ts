import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/demo-world.ts';
import { DocumentWindow } from '../fixtures/document-window.ts';
import { launchApp, type RunningApp } from '../fixtures/launch-app.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/run-command.ts';
import { answerDialogs } from '../fixtures/system-dialogs.ts';

const LAST_PAGE = 4;

describe('approvals in the window', () => {
  let world: DemoWorld;
  let folder: string;
  let contract: string;
  let running: RunningApp;

  beforeAll(async () => {
    world = await makeDemoWorld();
  });
  beforeEach(() => {
    folder = temporaryFolder();
    contract = join(folder, '合同.pdf');
    copyFileSync(world.contract, contract);
  });
  afterEach(() => running.close());

  const shot = (name: string): Promise<Buffer> =>
    running.window.screenshot({ path: proofPath('screenshots', `approvals-${name}.png`) });
  const button = (name: string) => running.window.getByRole('button', { name, exact: true });
  const label = (name: string) => running.window.getByLabel(name, { exact: true });
  const sealName = (): string =>
    world.companies[0]?.seals.find(({ kind }) => kind === '合同专用章')?.name ?? '';
  const pin = (): string => world.companies[0]?.pin ?? '';

  async function findings(): Promise<string[]> {
    await running.window.evaluate(axe.source);
    return running.window.evaluate(async () => {
      const { violations } = await Reflect.get(globalThis, 'axe').run();
      return violations.map(({ id }: { id: string }) => id);
    });
  }

  async function open(args: readonly string[]): Promise<DocumentWindow> {
    running = await launchApp(args, { SEALDESK_HOME: world.home });
    return new DocumentWindow(running.window);
  }

  async function request(desk: DocumentWindow): Promise<void> {
    await desk.showPage(LAST_PAGE);
    await desk.chooseSeal(sealName());
    await desk.clickPage(LAST_PAGE, 50, 96);
    await button('申请用印').click();
    await label('申请人').fill('王小明');
    await label('用途').fill('设备采购合同');
    await label('对方').fill('海川贸易');
    await shot('1-request');
    await button('提交申请').click();
    await desk.waitForText('待审批');
  }

  async function approve(desk: DocumentWindow): Promise<void> {
    await button('同意').click();
    await label('审批人').fill('林知远');
    await label('保护口令').fill(pin());
    await shot('3-decide');
    await button('签署并同意').click();
    await desk.waitForText('已同意，可盖章');
  }

  function changedCopy(): string {
    const path = join(folder, '合同（改）.pdf');
    const bytes = readFileSync(contract);
    bytes[9000] = (bytes[9000] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    return path;
  }

  it('seals exactly what was approved, and names what differs of anything else', async () => {
    const desk = await open([contract]);
    await request(desk);
    await shot('2-submitted');
    expect(await findings()).toEqual([]);
    await approve(desk);
    await shot('4-approved');

    await answerDialogs(running.app, changedCopy());
    await button('选择文件').click();
    const differences = running.window.getByTestId('differences');
    await differences.waitFor();
    expect(await differences.innerText()).toContain('文件 SM3');
    await shot('5-wrong-file');

    await button('盖章').click();
    await desk.waitForText('按审批');
    await label('保管人').fill('陈保管');
    await desk.showPage(LAST_PAGE);
    await shot('6-bound');
    expect(await findings()).toEqual([]);

    const original = readFileSync(contract);
    copyFileSync(changedCopy(), contract);
    await button('盖章').click();
    await desk.enterPin(pin());
    await desk.waitForText('APPROVAL_MISMATCH');
    const refused = await running.window.getByTestId('differences').innerText();
    await shot('7-changed-behind-its-back');
    expect(existsSync(contract.replace('.pdf', '_已盖章.pdf'))).toBe(false);

    writeFileSync(contract, original);
    await button('返回').click();
    await button('盖章').click();
    await desk.enterPin(pin());
    await desk.waitForText('盖章完成');
    await desk.waitForText('1 个签章有效');
    await shot('8-sealed');
    const listed = await sealdesk(['register', 'list', '--json'], { home: world.home });
    const [used] = listed.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as RegisterLine);
    expect(used?.entry).toMatchObject({
      act: 'seal',
      result: 'done',
      purpose: '设备采购合同',
      counterpart: '海川贸易',
      approval: expect.stringMatching(/^YY\d{8}-[0-9A-F]{8}$/u) as string,
      people: { applicant: '王小明', approver: '林知远', keeper: '陈保管' },
    });
    writeProof('approval-bound-sealing', {
      command: 'Playwright in a real Electron',
      way: 'decided at the same computer, signed with the key',
      refused: refused.split('\n'),
      register: used?.entry,
    });
  });
});

interface RegisterLine {
  readonly entry: { readonly act: string; readonly result: string; readonly approval: string | null };
}
