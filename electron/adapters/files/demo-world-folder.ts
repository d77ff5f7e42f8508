import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

import type { WorldFolder } from '../../services/demo-world/world-folder.ts';
import { reading, systemErrorName, writing } from './file-errors.ts';
import { isRunning } from '../running-process.ts';
import { namesIn } from './folder-names.ts';

const MODES = { shared: 0o644, private: 0o600 } as const;

/** What a released claim says in the place of a process. */
const NOBODY = 'nobody';

/** Modules are executed by being loaded. */
const MODULE_MODE = 0o755;

/** A file where the folder should be counts as other content. */
function topLevelOf(home: string): string[] {
  const status = statSync(home, { throwIfNoEntry: false });
  return status === undefined || status.isDirectory() ? namesIn(home) : [basename(home)];
}

/** A name beside the folder that nothing has yet. */
function freeNameBeside(folder: string): string {
  const taken = new Set(namesIn(dirname(folder)));
  for (let number = 1; ; number += 1) {
    const name = `${basename(folder)}.aside-${number}`;
    if (!taken.has(name)) return join(dirname(folder), name);
  }
}

/** The folder of a demonstration world in the file system. */
export function openWorldFolder(directory: string): WorldFolder {
  const home = resolve(directory);
  const pathOf = (name: string) => join(home, ...name.split('/'));
  return {
    home,
    pathOf,
    names: () => reading(() => topLevelOf(home)),
    read: (name) => reading(() => new Uint8Array(readFileSync(pathOf(name)))),
    write: (name, bytes, access) =>
      writing(() => {
        mkdirSync(dirname(pathOf(name)), { recursive: true });
        writeFileSync(pathOf(name), bytes, { flag: 'wx', mode: MODES[access] });
      }),
    claim: (name) => writing(() => claim(pathOf(name))),
    isClaimed: (name) => isClaimed(pathOf(name)),
    release: (name) => writing(() => writeFileSync(pathOf(name), NOBODY)),
    rename: (name, finalName) => writing(() => renameSync(pathOf(name), pathOf(finalName))),
    remove: (name) => writing(() => rmSync(pathOf(name))),
    setAside: () => writing(() => renameSync(home, freeNameBeside(home))),
    copyModule: (module, folder) => writing(() => copyModule(module, pathOf(folder))),
  };
}

function claim(path: string): boolean {
  mkdirSync(dirname(path), { recursive: true });
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (systemErrorName(error) === 'EEXIST') return false;
    throw error;
  }
}

/** A claim still without content, or just gone, belongs to somebody who is at work. */
function isClaimed(path: string): boolean {
  if (!existsSync(path)) return true;
  const claimant = reading(() => readFileSync(path, 'latin1'));
  return claimant === '' || isRunning(Number(claimant));
}

function copyModule(module: string, folder: string): string {
  const copy = join(folder, basename(module));
  mkdirSync(folder, { recursive: true });
  copyFileSync(module, copy);
  chmodSync(copy, MODULE_MODE);
  return copy;
}
