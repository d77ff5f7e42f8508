import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

import type { WorldFolder } from '../../services/demo-world/ports.ts';
import { reading, systemErrorName, writing } from './file-errors.ts';

const MODES = { shared: 0o644, private: 0o600 } as const;

/** Modules are executed by being loaded. */
const MODULE_MODE = 0o755;

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (systemErrorName(error) === 'ENOENT') return [];
    throw error;
  }
}

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
    rename: (name, finalName) => writing(() => renameSync(pathOf(name), pathOf(finalName))),
    remove: (name) => writing(() => rmSync(pathOf(name))),
    setAside: () => writing(() => renameSync(home, freeNameBeside(home))),
    copyModule: (module, folder) => writing(() => copyModule(module, pathOf(folder))),
  };
}

function copyModule(module: string, folder: string): string {
  const copy = join(folder, basename(module));
  mkdirSync(folder, { recursive: true });
  copyFileSync(module, copy);
  chmodSync(copy, MODULE_MODE);
  return copy;
}
