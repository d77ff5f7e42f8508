import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { deepArrays } from '../fixtures/documents/bombs/pdf-bombs.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { dropFile, dropFiles } from '../fixtures/window/drop-file.ts';
import {
  answerDialogs,
  inMain,
  launchApp,
  setPreferences,
  type RunningApp,
} from '../fixtures/window/launch-app.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { run, sealdesk } from '../fixtures/commands/run-command.ts';
import { screenFindings } from '../fixtures/window/screen-findings.ts';

/** Windows has no pipes among its files. */
const PIPES = process.platform === 'win32' ? [] : ['管道.pdf'];

/** What cannot be verified, by names in their order. */
const FAILED = ['加密.pdf', '炸弹.pdf', '照片.pdf', ...PIPES];

/** What the table says of each document, in the order of their names. */
const NOTES = [
  '这份 PDF 已加密，需要文件密码才能打开。',
  '文件超出处理上限，未作判断。',
  '这是图片。',
  ...PIPES.map(() => '这不是普通文件，不能打开。'),
  '签章后文档内容已改变',
  '1 个签章有效',
  '',
];

/** Copies of the sealed document, so that the batch takes long enough to be stopped. */
const COPIES = 500;

describe('many documents dropped on 验章', () => {
  let world: DemoWorld;
  let running: RunningApp;
  const folder = temporaryFolder();
  const batch = join(folder, '合同');
  const path = (name: string): string => join(batch, name);

  beforeAll(async () => {
    world = await makeDemoWorld();
    mkdirSync(join(batch, '附件'), { recursive: true });
    const sealed = path('采购合同.pdf');
    const order = ['seal', world.contract, '-o', sealed, '--seal', world.seals[0]?.esId ?? ''];
    const done = await sealdesk([...order, '--at', '50,96', '--pin-env', 'PIN'], {
      home: world.home,
      env: { PIN: world.pin },
    });
    expect(done.stderr).toBe('');
    const bytes = readFileSync(sealed);
    bytes[9000] = (bytes[9000] ?? 0) ^ 1;
    writeFileSync(path('被改动.pdf'), bytes);
    copyFileSync(world.contract, join(batch, '附件', '未盖章.pdf'));
    writeFileSync(path('照片.pdf'), 'GIF89a');
    writeFileSync(path('炸弹.pdf'), deepArrays());
    const encrypt = ['--encrypt', 'secret', 'secret', '256', '--', world.contract, path('加密.pdf')];
    expect((await run('qpdf', encrypt)).status).toBe(0);
    PIPES.forEach((name) => execFileSync('mkfifo', [path(name)]));
    writeFileSync(path('说明.txt'), 'no document');
    running = await launchApp([], { SEALDESK_HOME: world.home });
    await running.window.getByRole('navigation').getByRole('button', { name: '验章' }).click();
    await running.window.getByRole('heading', { name: '把 PDF、OFD 拖到这里' }).waitFor();
  });
  afterAll(() => running.close());

  const rows = () => running.window.locator('.long-table-body [role=row]');
  const names = async (): Promise<string[]> =>
    running.window.locator('.long-table-body .batch-file > :first-child').allInnerTexts();
  const button = (name: string | RegExp) => running.window.getByTestId('batch').getByRole('button', { name });
  const screenshot = (name: string) =>
    running.window.screenshot({ path: proofPath('screenshots', `verify-many-${name}.png`) });

  it('a folder becomes a table with a verdict for each, which is filtered, sorted, saved and opened', async () => {
    const { window } = running;
    await dropFile(window, batch);
    await window.getByText(`验证完成，共 ${NOTES.length} 个文件`).waitFor();
    const verdicts = await window
      .locator('.batch-verdict')
      .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-verdict')));
    expect(verdicts).toEqual([...FAILED.map(() => 'error'), 'invalid', 'valid', 'unsigned']);
    const notes = await window.locator('.batch-text').allInnerTexts();
    expect(notes.filter((_, index) => index % 2 === 0)).toEqual(NOTES);
    await screenshot('zh');
    const findings = await screenFindings(window);

    await button('结论').click();
    expect(await names()).toEqual(['被改动.pdf', ...FAILED, '未盖章.pdf', '采购合同.pdf']);
    await button('结论').click();
    expect((await names())[0]).toBe('采购合同.pdf');
    await window.getByText('签章无效 1').click();
    expect(await names()).toEqual(['被改动.pdf']);
    await window.getByText(`全部 ${NOTES.length}`).click();
    await window.getByLabel('查找文件、签章人或说明').fill('附件');
    expect(await names()).toEqual(['未盖章.pdf']);
    await window.getByLabel('查找文件、签章人或说明').fill('');

    await answerDialogs(running.app, join(folder, '结果.csv'));
    await button('导出表格（CSV）').click();
    await window.getByText('已导出：结果.csv').waitFor();
    const csv = join(folder, '命令行.csv');
    await sealdesk(['verify', '--recursive', batch, '--csv', csv], { home: world.home });
    const told = (file: string): string[] => linesWithoutTime(readFileSync(file, 'utf8'));
    expect(told(join(folder, '结果.csv'))).toEqual(told(csv));
    await answerDialogs(running.app, join(folder, '结果.json'));
    await button('导出结果（JSON）').click();
    await window.getByText('已导出：结果.json').waitFor();
    expect(JSON.parse(readFileSync(join(folder, '结果.json'), 'utf8'))).toHaveLength(NOTES.length);

    await button(`重试 ${FAILED.length} 个未验成的`).click();
    await window.getByText(`验证完成，共 ${NOTES.length} 个文件`).waitFor();
    await setPreferences(window, { language: 'en', theme: 'light', welcomed: true, verifyOnly: false });
    await window.reload();
    await window.getByRole('navigation').getByRole('button', { name: 'Verify' }).click();
    await window.getByText(`Finished: ${NOTES.length} files`).waitFor();
    await window.emulateMedia({ colorScheme: 'dark' });
    await inMain(running.app, ({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 640),
    );
    await screenshot('en');
    expect([...findings, ...(await screenFindings(window))]).toEqual([]);
    await window.emulateMedia({ colorScheme: 'light' });
    await setPreferences(window, { language: 'zh-CN', theme: 'light', welcomed: true, verifyOnly: false });
    await window.reload();
    await window.getByRole('navigation').getByRole('button', { name: '验章' }).click();

    await window.getByRole('grid').press('End');
    await window.getByRole('grid').press('ArrowUp');
    await window.getByRole('grid').press('Enter');
    await window.getByRole('tab', { name: '验章', selected: true }).waitFor();
    await window.getByTestId('report').waitFor();
    await screenshot('opened');
    writeProof('verify-many', { verdicts, csv: told(csv).length });
  });

  it('one file is shown with its report, and the table is a step away', async () => {
    const { window } = running;
    await window.getByRole('navigation').getByRole('button', { name: '验章' }).click();
    await dropFile(window, path('采购合同.pdf'));
    await window.getByText('1 个签章有效').first().waitFor();
    await window.getByRole('button', { name: '返回列表' }).click();
    await rows().first().waitFor();
    expect(await rows().count()).toBe(NOTES.length);
  });

  it('a thousand files may be dropped; the person stops them, and goes on later', async () => {
    const { window } = running;
    await button('清空列表').click();
    const copies = Array.from({ length: COPIES }, (_, index) => join(folder, `副本${index + 1}.pdf`));
    copies.forEach((copy) => copyFileSync(path('采购合同.pdf'), copy));
    await dropFiles(window, copies);
    await window.getByText(`/${COPIES}`).first().waitFor();
    await button('停止').click();
    await window.getByText(new RegExp(`已停止：验证了 \\d+/${COPIES}`)).waitFor();
    await screenshot('stopped');
    expect(await rows().count()).toBeLessThan(COPIES);
    await window.getByText(/^未验 \d+$/).waitFor();
    await button(/^重试 \d+ 个未验成的$/).click();
    await window.getByText(`验证完成，共 ${COPIES} 个文件`).waitFor();
    await window.getByText(`签章有效 ${COPIES}`).waitFor();
  });
});

/** Returns the lines of a table without the time that each verdict is as of. */
function linesWithoutTime(csv: string): string[] {
  expect(csv.startsWith('\u{feff}')).toBe(true);
  return csv
    .trim()
    .split('\r\n')
    .map((line) => line.replace(/[^,]*((?:,[^,]*){3})$/, '$1'))
    .toSorted();
}
