import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drawIcon } from './draw-icon.mjs';
import { icnsFile, icoFile, pngFile } from './icon-files.mjs';

/** Pixels of a side: what taskbars, lists of files, stores and packages ask for at 100 to 300 %. */
const SIZES = [16, 20, 24, 32, 40, 48, 64, 96, 128, 256, 512];
/** Those that Windows takes from an .ico file. */
const ICO_SIZES = [16, 20, 24, 32, 40, 48, 64, 256];

/**
 * Draws the program's icons into a folder: `16.png` to `512.png`, `sealdesk.ico` for Windows, `sealdesk.icns` for macOS, and
 * `file.ico` and `file-256.png` for files of the program's own kind.
 */
export async function writeIcons(folder) {
  const drawn = (picture, sizes) => sizes.map((size) => ({ size, pixels: drawIcon(picture, size) }));
  const app = drawn('app', SIZES);
  const file = drawn('file', ICO_SIZES);
  const ofIco = app.filter(({ size }) => ICO_SIZES.includes(size));
  const largestFile = file.at(-1);
  const contents = {
    ...Object.fromEntries(app.map(({ size, pixels }) => [`${size}.png`, pngFile(size, pixels)])),
    'sealdesk.ico': icoFile(ofIco),
    'sealdesk.icns': icnsFile(app),
    'file.ico': icoFile(file),
    'file-256.png': pngFile(largestFile.size, largestFile.pixels),
  };
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(contents)) await writeFile(join(folder, name), content);
}
