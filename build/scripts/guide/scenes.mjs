import { answerDialogs } from '../../../e2e/fixtures/window/launch-app.ts';
import { dropFile, dropFiles } from '../../../e2e/fixtures/window/drop-file.ts';
import { sealCard } from '../../../e2e/fixtures/window/seal-card.ts';

/** Offers the steps of a person in one language. */
export function actions(window, texts, takePicture) {
  const button = (name) => window.getByRole('button', { name, exact: true }).first();
  const go = (place) =>
    window.getByRole('navigation').getByRole('button', { name: texts.places[place], exact: true }).click();
  return { window, texts, button, go, takePicture };
}

/** Chooses the seal for contracts and places it by keyword. */
async function placeByKeyword({ window, texts, button }, world) {
  const seal = world.companies[0].seals.find(({ kind }) => kind === '合同专用章');
  await sealCard(window, seal.name).first().click();
  await button(texts.placing.addKeyword).click();
  await window.getByLabel(texts.placing.keyword, { exact: true }).fill('甲方（盖章）');
  await window.keyboard.press('Enter');
  await window.getByTestId('position').getByText('甲方（盖章）').waitFor();
}

/** Opens a picture and a contract, and seals the contract. */
export async function openAndSeal({ window, texts, button, takePicture }, { world, contracts, scan }) {
  await dropFile(window, scan);
  await window.getByTestId('conversion').waitFor();
  await takePicture('open');
  await dropFile(window, contracts[0]);
  await window.locator('.page canvas').first().waitFor();
  await placeByKeyword({ window, texts, button }, world);
  await window.getByLabel(texts.documents.pageField).fill('4');
  await window.keyboard.press('Enter');
  await window.waitForTimeout(2_000);
  await takePicture('seal');
  await button(texts.seal.apply).click();
  await window.getByLabel(texts.seal.pin, { exact: true }).fill(world.pin);
  await window.keyboard.press('Enter');
  await button(texts.seal.mistake).waitFor();
}

/** Shows an OFD of which something cannot be drawn, before it is sealed and locked. */
async function showOfd({ window, texts, button, takePicture }, { world, ofd }) {
  await dropFile(window, ofd);
  await window.locator('.page canvas').first().waitFor();
  await window.getByTestId('undrawn').waitFor();
  await placeByKeyword({ window, texts, button }, world);
  const lock = window.getByLabel(texts.placing.lock, { exact: true });
  await lock.check();
  await window.getByText(texts.placing.lockWarning).scrollIntoViewIfNeeded();
  await window.waitForTimeout(2_000);
  await takePicture('ofd');
}

/** Shows what follows a seal: its verdict, a mistake, PINs, loss, the register, settings, many documents, an OFD. */
export async function showRest(acts, prepared) {
  const { window, texts, button, go, takePicture } = acts;
  const { world, contracts } = prepared;
  await go('verify');
  await window.waitForTimeout(1_500);
  await takePicture('verify');
  await go('documents');
  await button(texts.seal.mistake).click();
  await window.getByTestId('entry').waitFor();
  await takePicture('wrong');
  await go('seals');
  await window.waitForTimeout(1_000);
  await takePicture('pin');
  await button(texts.sealLife.reportLoss).click();
  await window.waitForTimeout(500);
  await takePicture('lost');
  await go('register');
  await window.getByTestId('register').waitFor();
  await takePicture('register');
  await go('settings');
  await window.waitForTimeout(500);
  await takePicture('offline');
  await go('documents');
  await dropFiles(window, contracts);
  const queue = window.getByTestId('queue');
  await queue.getByText('采购合同.pdf', { exact: true }).click();
  await placeByKeyword({ window, texts, button }, world);
  await queue.getByRole('button', { name: texts.queue.check }).click();
  await window.waitForTimeout(3_000);
  await takePicture('many');
  await queue.getByRole('button', { name: texts.queue.leave }).click();
  await showOfd(acts, prepared);
}

/** Shows what a platform, an office system and an auditor are for. */
export async function showPlatformWork({ window, texts, button, go, takePicture }, { home }, app) {
  // Before the first answer of the platform the strip at the bottom says that nothing is there.
  await window.locator('[data-testid=status-platform][data-state=synced]').waitFor();
  await go('seals');
  await button(texts.sealLife.issue.open).click();
  await window.getByLabel(texts.sealLife.issue.holder, { exact: true }).fill('示例企业有限公司');
  await window.waitForTimeout(1_000);
  await takePicture('issue');
  await button(texts.sealLife.cancel).click();
  await button(texts.sealLife.access.open).click();
  await window.waitForTimeout(500);
  await takePicture('delegate');
  await button(texts.sealLife.cancel).click();
  await go('documents');
  await button(texts.approvals.offices).click();
  await button(texts.offices.setCall).click();
  await window.getByLabel(texts.offices.address, { exact: true }).fill('https://oa.example.cn/sealdesk');
  await takePicture('office');
  await go('register');
  await window.getByTestId('register').waitFor();
  await answerDialogs(app, home);
  await button(texts.auditView.open).click();
  await button(texts.auditView.openFolder).click();
  await window.getByTestId('audit-page').locator('tbody tr').first().waitFor();
  await takePicture('audit');
}
