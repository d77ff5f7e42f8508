import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { electronLaunch, withDisplay } from '../launch-electron.mjs';
import { inProject, pinnedNode } from '../setup/project.mjs';

const folder = inProject('out/tour');
const contractName = '合同.pdf';
const stepTimeoutMs = 60_000;

/** Copies the contract into a new folder, because the app writes the sealed file beside the original. */
function copyContract(contract) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(contract, join(folder, contractName));
  return join(folder, contractName);
}

const hasKey = (world) => world.pkcs11Module !== null;

/** Centre of the first party's blank square on the contract's last page, in mm from the top left of an A4 page. */
const sealPlace = { x: 53.8, y: 96.1, pageWidth: 210 };

/** Goes to the last page and waits until it is painted. @returns its element */
async function showLastPage(window) {
  const page = window.locator('.page[data-page-number]').last();
  await page.waitFor();
  await window.getByLabel('页码').fill(await page.getAttribute('data-page-number'));
  await window.getByLabel('页码').press('Enter');
  await window.locator('.page[data-loaded="true"]').last().waitFor();
  return page;
}

async function placeSeal(window, seal) {
  await window
    .locator('label')
    .filter({ has: window.getByRole('radio', { name: seal.name }) })
    .first()
    .click();
  const page = await showLastPage(window);
  const paper = await page.locator('.canvasWrapper').boundingBox();
  const pixelsPerMm = paper.width / sealPlace.pageWidth;
  await window.mouse.click(paper.x + sealPlace.x * pixelsPerMm, paper.y + sealPlace.y * pixelsPerMm);
}

/** Puts the contract seal in its square, types the PIN, and waits for the verdict and the sealed page. */
async function sealInWindow(window, world) {
  window.setDefaultTimeout(stepTimeoutMs);
  await placeSeal(window, world.seals.find(({ kind }) => kind === '合同专用章') ?? world.seals[0]);
  await window.getByRole('button', { name: '盖章', exact: true }).click();
  await window.getByLabel('保护口令', { exact: true }).fill(world.pin);
  await window.getByRole('button', { name: '确认盖章' }).click();
  await window.getByText('盖章完成').waitFor();
  await window.getByText('签章有效').first().waitFor();
  await showLastPage(window);
}

/** Without the demonstration key nothing can be sealed, so the tour only opens the contract. */
async function openInWindow(window) {
  window.setDefaultTimeout(stepTimeoutMs);
  await showLastPage(window);
}

async function showInApp(contract, world, screenshot, display) {
  const { _electron } = await import('playwright');
  const app = await _electron.launch(electronLaunch([contract], { ...display, SEALDESK_HOME: world.home }));
  try {
    const window = await app.firstWindow();
    await (hasKey(world) ? sealInWindow(window, world) : openInWindow(window));
    await window.screenshot({ path: screenshot });
  } finally {
    await app.close();
  }
}

/** Verifies with the command line too, so that the panel is not the only witness. */
function verdictOf(file, world) {
  const args = [inProject('dist/cli/cli.js'), 'verify', file, '--json'];
  const env = { ...process.env, SEALDESK_HOME: world.home };
  return JSON.parse(spawnSync(pinnedNode, args, { env, encoding: 'utf8' }).stdout).verdict;
}

/**
 * Does the main job in the real app: opens the contract, seals it, and expects the panel to call it valid.
 * @param world the demonstration world
 * @returns the path of a screenshot; with a key in the world also the path of the sealed file and the command line's
 *   verdict on it
 */
export async function takeTour(world) {
  const contract = copyContract(world.contract);
  const screenshot = join(folder, 'sealed.png');
  await withDisplay((display) => showInApp(contract, world, screenshot, display));
  if (!hasKey(world)) return { screenshot };
  const name = readdirSync(folder).find((entry) => entry.endsWith('.pdf') && entry !== contractName);
  if (name === undefined) throw new Error('the app reported success, but no sealed file is there');
  const sealed = join(folder, name);
  return { sealed, screenshot, verdict: verdictOf(sealed, world) };
}
