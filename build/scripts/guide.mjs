import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { dropFile, dropFiles } from '../../e2e/fixtures/drop-file.ts';
import { bindPlatforms } from '../../e2e/fixtures/bind-platforms.ts';
import { answerDialogs, launchApp, setPreferences } from '../../e2e/fixtures/launch-app.ts';
import { sampleOfd } from '../../e2e/fixtures/sample-ofd.ts';
import { sealCard } from '../../e2e/fixtures/seal-card.ts';
import { messages } from '../../renderer/lib/i18n/use-texts.ts';
import { ensureEverything } from './setup/ensure.mjs';
import { inProject, pinnedNode } from './setup/project.mjs';

/** Takes the pictures of the guide from the real app over a fresh demonstration world, in both languages. */

const VIEW = { width: 1366, height: 800 };
/** WebP: text stays sharp, and a picture has some forty kilobytes. */
const QUALITY = 70;

function command(home, ...args) {
  const env = { ...process.env, SEALDESK_HOME: home };
  const done = spawnSync(pinnedNode, [inProject('dist/cli/cli.js'), ...args], { encoding: 'utf8', env });
  if (done.status !== 0) throw new Error(`sealdesk ${args.join(' ')}: ${done.stdout}${done.stderr}`);
  return JSON.parse(done.stdout);
}

/** Makes a world, and the files that the pictures show. */
function prepare(folder) {
  const home = join(folder, 'world');
  const world = command(home, 'demo', home, '--json');
  const files = join(folder, '合同');
  mkdirSync(files);
  const contracts = ['采购合同.pdf', '服务合同.pdf', '租赁合同.pdf'].map((name) => join(files, name));
  contracts.forEach((path) => copyFileSync(world.contract, path));
  const ofd = join(files, '竣工验收单.ofd');
  writeFileSync(ofd, sampleOfd({ pages: 3, isDamaged: true }));
  const scan = join(folder, '扫描件.png');
  const data = new Uint8Array(60 * 80 * 3).fill(245);
  writeFileSync(scan, encode({ width: 60, height: 80, channels: 3, data }));
  return { home, world, contracts, ofd, scan };
}

/** Offers the steps of a person in one language. */
function actions(window, texts, takePicture) {
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

async function openAndSeal({ window, texts, button, takePicture }, { world, contracts, scan }) {
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

async function showRest(acts, prepared) {
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
async function showPlatformWork({ window, texts, button, go, takePicture }, { home }, app) {
  await window
    .getByText(/202\d-\d\d-\d\d|\d\d:\d\d/)
    .first()
    .waitFor();
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

/** Starts the sandbox platform of a world, and binds the home to it. @returns what ends it */
async function startPlatform(home) {
  const main = inProject('e2e/platform/main.ts');
  const options = ['--end-with-input', '--profile', 'suqian', '--without', 'event-stream'];
  const child = spawn(pinnedNode, [main, home, ...options], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  await bindPlatforms(home);
  return () => child.kill();
}

async function takeAll(language, pictures) {
  // Some pictures show where files lie: not within the checkout.
  const folder = mkdtempSync(join(tmpdir(), 'sealdesk-'));
  const prepared = prepare(folder);
  let running = await launchApp([], { SEALDESK_HOME: prepared.home });
  let endPlatform = () => undefined;
  const target = join(pictures, language);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const ready = async () => {
    const { window } = running;
    await setPreferences(window, { language, theme: 'light', welcomed: true, verifyOnly: false });
    await window.reload();
    await window.setViewportSize(VIEW);
    const session = await window.context().newCDPSession(window);
    const takePicture = async (name) => {
      const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
      writeFileSync(join(target, `${name}.webp`), Buffer.from(data, 'base64'));
    };
    const acts = actions(window, messages[language], takePicture);
    await window.getByRole('button', { name: messages[language].documents.open }).first().waitFor();
    return acts;
  };
  try {
    const acts = await ready();
    await openAndSeal(acts, prepared);
    await showRest(acts, prepared);
    await running.close();
    endPlatform = await startPlatform(prepared.home);
    running = await launchApp([], { SEALDESK_HOME: prepared.home });
    await showPlatformWork(await ready(), prepared, running.app);
  } finally {
    await running.close();
    endPlatform();
    rmSync(folder, { recursive: true, force: true });
  }
}

await ensureEverything();
for (const language of ['zh-CN', 'en'])
  await takeAll(language, inProject('renderer/features/guide/pictures'));
