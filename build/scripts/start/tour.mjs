import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { electronLaunch, withDisplay } from '../launch-electron.mjs';
import { inProject, pinnedNode } from '../setup/project.mjs';

const folder = inProject('out/tour');
const contractName = '合同.pdf';
const stepTimeoutMs = 60_000;

/** The contract in a folder of its own: the app writes the sealed file beside the original. */
function copyContract(contract) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(contract, join(folder, contractName));
  return join(folder, contractName);
}

/** Chooses the first usable seal, puts it on the page in view, types the PIN, and waits for the verdict. */
async function sealInWindow(window, world) {
  window.setDefaultTimeout(stepTimeoutMs);
  const seal = world.seals.find(({ kind }) => kind === '合同专用章') ?? world.seals[0];
  await window.locator('label').filter({ hasText: seal.name }).first().click();
  await window.getByRole('button', { name: /^放到第 \d+ 页$/ }).click();
  await window.getByRole('button', { name: '盖章', exact: true }).click();
  await window.getByLabel('保护口令', { exact: true }).fill(world.pin);
  await window.getByRole('button', { name: '确认盖章' }).click();
  await window.getByText('盖章完成').waitFor();
  await window.getByText('签章有效').first().waitFor();
}

async function sealInApp(contract, world, screenshot, display) {
  const { _electron } = await import('playwright');
  const app = await _electron.launch(electronLaunch([contract], { ...display, SEALDESK_HOME: world.home }));
  try {
    const window = await app.firstWindow();
    await sealInWindow(window, world);
    await window.screenshot({ path: screenshot });
  } finally {
    await app.close();
  }
}

/** Asks the command line as well: the panel is not the only witness. */
function verdictOf(file, world) {
  const args = [inProject('dist/cli/cli.js'), 'verify', file, '--json'];
  const env = { ...process.env, SEALDESK_HOME: world.home };
  return JSON.parse(spawnSync(pinnedNode, args, { env, encoding: 'utf8' }).stdout).verdict;
}

/**
 * Does the main job in the real app: opens the contract, seals it, sees the panel call it valid.
 * @param world the demonstration world
 * @returns the paths of the sealed file and of a screenshot, and the command line's verdict
 */
export async function takeTour(world) {
  const contract = copyContract(world.contract);
  const screenshot = join(folder, 'sealed.png');
  await withDisplay((display) => sealInApp(contract, world, screenshot, display));
  const name = readdirSync(folder).find((entry) => entry.endsWith('.pdf') && entry !== contractName);
  if (name === undefined) throw new Error('the app reported success, but no sealed file is there');
  const sealed = join(folder, name);
  return { sealed, screenshot, verdict: verdictOf(sealed, world) };
}
