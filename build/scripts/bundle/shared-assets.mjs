import { existsSync } from 'node:fs';
import { cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inProject } from '../setup/project.mjs';
import { fingerprint, readStamp, writeStamp } from '../setup/stamp.mjs';
import { writeIcons } from './icons/write-icons.mjs';

/** Fonts that draw the seals and the contract of the demonstration world. */
const fonts = [400, 700].map((weight) => `noto-serif-sc-chinese-simplified-${weight}-normal.woff`);

/** Copies files that more than one process reads at run time to `dist/assets`, and draws the icons to `dist/icons`. */
export async function copySharedAssets() {
  const folder = inProject('dist/assets/fonts');
  await mkdir(folder, { recursive: true });
  for (const name of fonts) {
    await cp(inProject('node_modules/@fontsource/noto-serif-sc/files', name), join(folder, name));
  }
  await copyCharacterMaps();
  await copyTrustLists();
  await drawIcons();
}

/** Draws the icons unless what draws them is unchanged: it takes seconds. */
async function drawIcons() {
  const folder = inProject('dist/icons');
  const [stamp, current] = ['icons', fingerprint(['build/scripts/bundle/icons', 'package-lock.json'])];
  if (existsSync(folder) && readStamp(stamp) === current) return;
  await writeIcons(folder);
  writeStamp(stamp, current);
}

/** Copies the character maps by which the words of pages in Chinese, Japanese and Korean fonts are read. */
async function copyCharacterMaps() {
  await cp(inProject('node_modules/pdfjs-dist/cmaps'), inProject('dist/assets/cmaps'), { recursive: true });
}

/** Copies the lists of trust and makers that come with the program, and are offered to be confirmed. */
async function copyTrustLists() {
  const names = await readdir(inProject('build/trust-lists'));
  for (const name of names.filter((each) => each.endsWith('.trustlist.json'))) {
    await cp(inProject('build/trust-lists', name), inProject('dist/trust-lists', name));
  }
}
