import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { bindPlatforms } from '../../../e2e/fixtures/servers/bind-platforms.ts';
import { launchApp, setPreferences } from '../../../e2e/fixtures/window/launch-app.ts';
import { sampleOfd } from '../../../e2e/fixtures/documents/sample-ofd.ts';
import { messages } from '../../../renderer/lib/i18n/use-texts.ts';
import { inProject, pinnedNode } from '../setup/project.mjs';
import { actions, openAndSeal, showPlatformWork, showRest } from './scenes.mjs';

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
    running = null;
    endPlatform = await startPlatform(prepared.home);
    running = await launchApp([], { SEALDESK_HOME: prepared.home });
    await showPlatformWork(await ready(), prepared, running.app);
  } finally {
    await running?.close();
    endPlatform();
    rmSync(folder, { recursive: true, force: true });
  }
}

for (const language of ['zh-CN', 'en'])
  await takeAll(language, inProject('renderer/features/guide/pictures'));
