import { execFileSync } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDemoWorld, temporaryFolder } from '../../fixtures/worlds/demo-world.ts';
import { dropFile } from '../../fixtures/window/drop-file.ts';
import { launchApp, type RunningApp } from '../../fixtures/window/launch-app.ts';
import { proofPath, writeProof } from '../../fixtures/proof.ts';

describe('a pipe that is dropped on the window', () => {
  const folder = temporaryFolder();
  const contract = join(folder, '采购合同.pdf');
  let running: RunningApp;

  beforeAll(async () => {
    const world = await makeDemoWorld();
    copyFileSync(world.contract, contract);
    running = await launchApp([], { SEALDESK_HOME: world.home });
  });
  afterAll(() => running.close());

  it.each([
    ['document', '管道.pdf'],
    ['request', '管道.sealrequest'],
  ])('as a %s is refused at once, and the window goes on', async (kind, name) => {
    const { window } = running;
    const pipe = join(folder, name);
    rmSync(pipe, { force: true });
    execFileSync('mkfifo', [pipe]);
    await window.getByRole('button', { name: '打开文档' }).first().waitFor();
    await dropFile(window, pipe);
    // What is wrong with a document stays in sight while a request is looked at.
    const place = kind === 'request' ? window.getByTestId('approvals') : window;
    const error = place.getByRole('alert');
    await error.getByText('FILE_NOT_REGULAR').waitFor();
    const lines = (await error.innerText()).split('\n').filter((line) => line !== '');
    expect(lines).toContain('这不是普通文件，不能打开。');
    await window.screenshot({ path: proofPath('attack-14', `dropped-${kind}.png`) });
    writeProof(`attack-14-dropped-${kind}`, {
      reproduction: `a pipe (FIFO) is dropped on the window as a ${kind}`,
      before: {
        commit: 'bf234e7',
        seen: 'by the same steps',
        answer:
          'the main process waits for a writer (openat, wait_for_partner): no request of the window is answered',
      },
      now: lines,
    });
  });

  it('leaves the app able to open a document', async () => {
    await dropFile(running.window, contract);
    await running.window.getByRole('heading', { name: '采购合同.pdf' }).waitFor();
  });
});
