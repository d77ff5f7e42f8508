import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { bindPlatforms } from '../fixtures/servers/bind-platforms.ts';
import {
  anotherComputer,
  makeDemoWorld,
  temporaryFolder,
  type DemoWorld,
} from '../fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../fixtures/window/document-window.ts';
import { launchApp, type RunningApp, answerDialogs } from '../fixtures/window/launch-app.ts';
import { startPlatform } from '../fixtures/servers/platform.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';
import { axeFindings } from '../fixtures/window/screen-findings.ts';

const LAST_PAGE = 4;

describe('an approval in the window', () => {
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

  const findings = (): Promise<string[]> => axeFindings(running.window);

  async function open(args: readonly string[], home = world.home): Promise<DocumentWindow> {
    running = await launchApp(args, { SEALDESK_HOME: home });
    return new DocumentWindow(running.window);
  }

  async function request(documentWindow: DocumentWindow, signature: string | null = null): Promise<void> {
    await documentWindow.showPage(LAST_PAGE);
    await documentWindow.chooseSeal(sealName());
    await documentWindow.clickPage(LAST_PAGE, 50, 96);
    if (signature !== null) {
      await button('日期').click();
      await running.window.getByTestId('written-date').waitFor();
      await button('手写签名图片…').click();
      await running.window.getByTestId('handwriting-file').setInputFiles(signature);
    }
    await button('申请用印').click();
    await label('申请人').fill('王小明');
    await label('用途').fill('设备采购合同');
    await label('相对方').fill('海川贸易');
    await shot('1-request');
    await button('提交申请').click();
    await documentWindow.waitForText('待审批');
  }

  async function approve(documentWindow: DocumentWindow): Promise<void> {
    await button('同意').click();
    await label('审批人').fill('林知远');
    await label('保护口令').fill(pin());
    await shot('3-decide');
    await button('签署并同意').click();
    await documentWindow.waitForText('已同意，可盖章');
  }

  function changedCopy(): string {
    const path = join(folder, '合同（改）.pdf');
    const bytes = readFileSync(contract);
    bytes[9000] = (bytes[9000] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    return path;
  }

  it('covers the approved file alone, and the window names the differences of any other file', async () => {
    const documentWindow = await open([contract]);
    const signature = join(folder, '签名.png');
    const data = new Uint8Array(120 * 40 * 4).map((_, at) => (at % 4 === 3 ? 255 : (at >> 4) % 255));
    writeFileSync(signature, encode({ width: 120, height: 40, channels: 4, data }));
    await request(documentWindow, signature);
    // Whoever decides sees the picture that is to stand beside the seal.
    await running.window.getByTestId('approval-pictures').locator('img').waitFor();
    await shot('2-submitted');
    expect(await findings()).toEqual([]);
    await approve(documentWindow);
    await shot('4-approved');

    await answerDialogs(running.app, changedCopy());
    await button('选择文件').click();
    const differences = running.window.getByTestId('differences');
    await differences.waitFor();
    const refused = await differences.innerText();
    expect(refused).toContain('文件 SM3');
    await shot('5-wrong-file');

    const openApproved = async (): Promise<void> => {
      await button('盖章').click();
      await documentWindow.waitForText('按审批');
      await label('保管人').fill('陈保管');
      await documentWindow.showPage(LAST_PAGE);
    };
    await openApproved();
    await shot('6-bound');
    expect(await findings()).toEqual([]);

    const original = readFileSync(contract);
    copyFileSync(changedCopy(), contract);
    await button('盖章').click();
    await documentWindow.enterPin(pin());
    await documentWindow.waitForText('FILE_CHANGED');
    await shot('7-changed-behind-its-back');
    expect(existsSync(contract.replace('.pdf', '_已盖章.pdf'))).toBe(false);

    await button('返回').click();
    await running.window.getByRole('tab', { name: '审批', exact: true }).click();
    await button('盖章').click();
    await documentWindow.waitForText('APPROVAL_MISMATCH');
    expect(await differences.innerText()).toContain('文件 SM3');

    writeFileSync(contract, original);
    await openApproved();
    await button('盖章').click();
    await documentWindow.enterPin(pin());
    await documentWindow.waitForText('盖章完成');
    await documentWindow.waitForText('手写签名图片');
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

  it('may be given on paper: the scan is kept and the register names it', async () => {
    const documentWindow = await open([contract]);
    await request(documentWindow);
    await button('登记纸质审批').click();
    await label('审批单编号').fill('用印〔2026〕18号');
    await label('审批日期').fill('2026-11-20');
    await label('审批人').fill('林知远');
    const scan = join(folder, '审批单.png');
    writeFileSync(scan, 'not a picture');
    await answerDialogs(running.app, scan);
    await button('选择扫描件并登记').click();
    await documentWindow.waitForText('APPROVAL_SCAN_UNSUPPORTED');
    writeFileSync(scan, Buffer.from('89504e470d0a1a0a00', 'hex'));
    await button('选择扫描件并登记').click();
    await documentWindow.waitForText('已同意，可盖章');
    await shot('paper-1-recorded');
    await button('盖章').click();
    await documentWindow.waitForText('按审批');
    await button('盖章').click();
    await documentWindow.enterPin(pin());
    await documentWindow.waitForText('盖章完成');
    const { stdout } = await sealdesk(['register', 'list', '--json'], { home: world.home });
    expect(stdout).toMatch(/"act":"approvalDecided"[^\n]*用印〔2026〕18号 \(2026-11-20\) SM3 [0-9a-f]{64}/u);
  });

  it('may travel as a file: the approver opens it, looks, decides and sends the decision back', async () => {
    const key = ['--token', world.companies[0]?.tokenSerial ?? '', '--pin-env', 'PIN'];
    const env = { PIN: pin() };
    const esId = world.companies[0]?.seals.find(({ kind }) => kind === '合同专用章')?.esId ?? '';
    const other = anotherComputer(world);
    const where = ['--seal', esId, '--at', '50,96', '--applicant', '王小明', '--purpose', '采购合同'];
    const asked = await sealdesk(['approval', 'request', contract, ...where, '--json'], { home: other.home });
    const { id } = (JSON.parse(asked.stdout) as { approval: { request: { id: string } } }).approval.request;
    const mailed = join(folder, '申请.sealrequest');
    await sealdesk(['approval', 'export', id, '-o', mailed], { home: other.home });

    const documentWindow = await open([mailed]);
    await documentWindow.waitForText('待审批');
    await shot('mail-1-arrived');
    await button('查看文件').click();
    await documentWindow.showPage(LAST_PAGE);
    await documentWindow.waitForText('待审批');
    await shot('mail-2-looked-at');
    await button('驳回').click();
    await label('审批人').fill('林知远');
    await label('意见').fill('金额与报价单不符');
    await label('保护口令').fill(pin());
    await button('签署并驳回').click();
    await documentWindow.waitForText('已驳回');
    const back = join(folder, '意见.sealrequest');
    await answerDialogs(running.app, back);
    await button('保存申请文件').click();
    await documentWindow.waitForText('已保存');
    await shot('mail-3-rejected');
    expect(await findings()).toEqual([]);
    const taken = await sealdesk(['approval', 'import', back, '--json'], { home: other.home });
    expect(JSON.parse(taken.stdout)).toMatchObject({
      approval: { state: 'rejected', decision: { decision: { comment: '金额与报价单不符' } } },
    });
    const out = join(folder, 'out.pdf');
    const sealed = await sealdesk(['seal', contract, '-o', out, '--approval', id, ...key], {
      home: other.home,
      env,
    });
    expect([sealed.status, existsSync(out)]).toEqual([69, false]);
  });

  it('is demanded before the PIN if the rules require one, and may come from the platform', async () => {
    const keeper = { ...world, ...anotherComputer(world) };
    await startPlatform(keeper, { profile: 'guangdong', confirms: false });
    await sealdesk(['sync'], { home: keeper.home });
    const approver = anotherComputer(keeper);
    await bindPlatforms(approver.home);
    const onPlatform = (args: readonly string[]) =>
      sealdesk(['approval', ...args, '--token', world.companies[0]?.tokenSerial ?? '', '--pin-env', 'PIN'], {
        home: approver.home,
        env: { PIN: pin() },
      });
    const documentWindow = await open([contract], keeper.home);
    await documentWindow.showPage(LAST_PAGE);
    // 广东 第10条: the holder looks at the picture of a seal that somebody else has made, and puts it into use.
    const withoutPin = [
      'seal',
      contract,
      '--seal',
      sealName(),
      '--at',
      '60,60',
      '--pin-env',
      'PIN',
      '--json',
    ];
    const unconfirmed = await sealdesk([...withoutPin, '-o', join(folder, 'unconfirmed.pdf')], {
      home: keeper.home,
      env: { PIN: '999999' },
    });
    expect(unconfirmed.stdout).toContain('"code":"SEAL_UNCONFIRMED"');
    const picture = running.window.getByRole('group', { name: `核对印章图案：${sealName()}` });
    await picture.scrollIntoViewIfNeeded();
    await shot('platform-0-picture');
    await picture.getByRole('button').click();
    await picture.waitFor({ state: 'detached' });
    await documentWindow.chooseSeal(sealName());
    await documentWindow.clickPage(LAST_PAGE, 50, 96);
    const needed = running.window.getByTestId('approval-needed');
    expect(await needed.innerText()).toContain('第14条');
    expect(await button('盖章').count()).toBe(0);
    await shot('platform-1-needed');
    await running.window.keyboard.press('Control+Enter');
    await documentWindow.waitForText('APPROVAL_REQUIRED');
    await button('返回').click();

    await button('申请用印').click();
    await label('申请人').fill('王小明');
    await label('用途').fill('设备采购合同');
    await button('提交申请').click();
    await button('发送到平台').click();
    await label('保护口令').fill(pin());
    await shot('platform-2-send');
    await button('登录平台并交换').click();
    await documentWindow.waitForText('平台已收到这个申请');
    const id =
      (await running.window.getByTestId('approvals').innerText()).match(/YY\d{8}-[0-9A-F]{8}/u)?.[0] ?? '';
    expect((await onPlatform(['fetch'])).stdout).toContain(id);
    expect(await onPlatform(['decide', id, '--approve', '--approver', '林知远'])).toMatchObject({
      status: 0,
    });
    expect(await onPlatform(['fetch'])).toMatchObject({ status: 0 });

    await button('‹ 返回列表').click();
    await button('从平台更新').click();
    await label('保护口令').fill(pin());
    await button('登录平台并交换').click();
    await documentWindow.waitForText('平台上有 1 个申请有新的进展');
    await shot('platform-3-approved');
    expect(await findings()).toEqual([]);
    await running.window.getByRole('button', { name: new RegExp(id, 'u') }).click();
    await button('盖章').click();
    await documentWindow.waitForText('按审批');
    await button('盖章').click();
    await documentWindow.enterPin(pin());
    await documentWindow.waitForText('盖章完成');
    await documentWindow.waitForText('1 个签章有效');
    await shot('platform-4-sealed');
    writeProof('approval-by-platform-window', {
      command: 'Playwright in a real Electron with the sandbox platform, profile guangdong',
      steps: [
        'needed before the PIN',
        'requested',
        'sent',
        'approved at another computer',
        'fetched',
        'sealed',
      ],
      approval: id,
    });
  });
});

interface RegisterLine {
  readonly entry: { readonly act: string; readonly result: string; readonly approval: string | null };
}
