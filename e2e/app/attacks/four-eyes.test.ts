import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../../fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../../fixtures/window/document-window.ts';
import { launchApp, type RunningApp } from '../../fixtures/window/launch-app.ts';
import { proofPath, writeProof } from '../../fixtures/proof.ts';
import { axeFindings } from '../../fixtures/window/screen-findings.ts';

const LAST_PAGE = 4;

/** Reproduction 9 in the window: the enterprise demands four eyes, and one person then gets no further. */
describe('Four eyes in the window', () => {
  let world: DemoWorld;
  let contract: string;
  let running: RunningApp;

  beforeAll(async () => {
    world = await makeDemoWorld();
    contract = join(temporaryFolder(), '合同.pdf');
    copyFileSync(world.contract, contract);
    running = await launchApp([contract], { SEALDESK_HOME: world.home });
    await running.window.setViewportSize({ width: 1366, height: 768 });
  });
  afterAll(() => running.close());

  const shot = (name: string): Promise<Buffer> =>
    running.window.screenshot({ path: proofPath('screenshots', `attack-09-four-eyes-${name}.png`) });
  const button = (name: string) => running.window.getByRole('button', { name, exact: true });
  const label = (name: string) => running.window.getByLabel(name, { exact: true });

  it('are laid down on record, refuse the applicant as approver, and are not taken away without a reason', async () => {
    const documentWindow = new DocumentWindow(running.window);
    const rules = running.window.getByTestId('enterprise-rules');
    await button('设置').click();
    await rules.scrollIntoViewIfNeeded();
    const rule = rules.getByLabel('申请、审批、盖章由三个人办理（含须经审批）');
    await rule.check();
    await rules.getByRole('button', { name: '保存并记入台账' }).click();
    await rules.getByRole('status').waitFor();
    await shot('1-rule');
    expect(await axeFindings(running.window)).toEqual([]);

    await button('文档').click();
    await documentWindow.showPage(LAST_PAGE);
    const [company] = world.companies;
    await documentWindow.chooseSeal(company?.seals.find(({ kind }) => kind === '合同专用章')?.name ?? '');
    await documentWindow.clickPage(LAST_PAGE, 50, 96);
    await documentWindow.waitForText('本单位的用印规定');
    await shot('2-approval-needed');
    await button('申请用印').click();
    await label('申请人').fill('王小明');
    await label('用途').fill('设备采购合同');
    await button('提交申请').click();
    await documentWindow.waitForText('待审批');
    await button('同意').click();
    await label('审批人').fill('王小明');
    await label('保护口令').fill(company?.pin ?? '');
    await button('签署并同意').click();
    await documentWindow.waitForText('APPROVAL_SAME_PERSON');
    await shot('3-same-person');
    expect(existsSync(contract.replace('.pdf', '_已盖章.pdf'))).toBe(false);

    await button('设置').click();
    await rule.uncheck();
    const save = rules.getByRole('button', { name: '保存并记入台账' });
    expect(await save.isDisabled()).toBe(true);
    await rules.getByLabel('原因（放宽规定，必填）').fill('内控制度修订');
    await shot('4-reason');
    await save.click();
    await rules.getByText('原因：内控制度修订').waitFor();
    writeProof('attack-09-four-eyes', {
      reproduction: 'One person as applicant, approver and keeper with one key passes silently.',
      before: {
        commit: 'bf234e7',
        answer: 'approved and sealed, nothing on record; no such rule to lay down',
      },
      now: {
        withoutApproval: 'refused, the enterprise’s own rules are cited',
        applicantApproves: 'APPROVAL_SAME_PERSON',
        switchedOffWithoutReason: 'the button stays disabled',
        switchedOffWithReason: 'on record',
      },
    });
  });
});
