import {
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** The least that an app does: one window with one word, as strict as ours. */
const MAIN = `
const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1366, height: 768, webPreferences: { sandbox: true } });
  void window.loadFile(require('node:path').join(__dirname, 'index.html'));
});
`;
const PAGE = '<!doctype html><meta charset="utf-8"><title>empty</title><h1>empty</h1>';

function link(from, to) {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

/** Copies a folder by hard links, so that the program in it takes this folder for its own. */
function mirror(from, to, leftOut) {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (source === leftOut) continue;
    if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else if (entry.isDirectory()) mirror(source, target, leftOut);
    else link(source, target);
  }
}

/**
 * Makes an Electron of the same runtime that runs an empty app.
 * @param electron the runtime that set-up has found
 * @param folder where it goes; it must not exist
 * @returns path of the executable
 */
export function makeEmptyApp(electron, folder) {
  mirror(electron.folder, folder, join(electron.folder, 'resources/app'));
  const app = join(folder, 'resources/app');
  mkdirSync(app);
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'empty', main: 'main.cjs' }));
  writeFileSync(join(app, 'main.cjs'), MAIN);
  writeFileSync(join(app, 'index.html'), PAGE);
  return join(folder, electron.executable.slice(electron.folder.length));
}
