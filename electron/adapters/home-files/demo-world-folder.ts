import { chmodSync, copyFileSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DemoWorldPorts, WorldFolder } from '../../services/demo-world/world-folder.ts';
import { isRunning } from '../system.ts';
import { thisSystem } from '../systems/this-system.ts';
import { namesIn, reading, systemErrorName, writing } from '../files/file-errors.ts';
import { fileMoves } from '../files/file-moves.ts';
import { fontFile, fontFolderIn, readFonts } from '../fonts/font-files.ts';
import { readRegularFile, readRegularText } from '../files/regular-file.ts';

const MODES = { shared: 0o644, private: 0o600 } as const;

/** Stands in a released claim in place of a process number. */
const NOBODY = 'nobody';

/** File mode of modules: loading them executes them. */
const MODULE_MODE = 0o755;

/** Opens the folder of a demonstration world in the file system; the folder need not exist yet. */
export function openWorldFolder(directory: string): WorldFolder {
  const home = resolve(directory);
  const pathOf = (name: string) => join(home, ...name.split('/'));
  return {
    home,
    pathOf,
    names: () => reading(() => topLevelOf(home)),
    read: (name) => reading(() => readRegularFile(pathOf(name))),
    write: (name, bytes, access) =>
      writing(() => {
        mkdirSync(dirname(pathOf(name)), { recursive: true });
        writeFileSync(pathOf(name), bytes, { flag: 'wx', mode: MODES[access] });
      }),
    claim: (name) => writing(() => claim(pathOf(name))),
    isClaimed: (name) => isClaimed(pathOf(name)),
    release: (name) => writing(() => writeFileSync(pathOf(name), NOBODY)),
    rename: (name, finalName) => writing(() => fileMoves.replace(pathOf(name), pathOf(finalName))),
    remove: (name) => writing(() => fileMoves.remove(pathOf(name))),
    setAside: () => writing(() => fileMoves.replace(home, freeNameBeside(home))),
    copyModule: (module, folder) => writing(() => copyModule(module, pathOf(folder))),
  };
}

/** Lists what lies in the folder. A file in place of the folder counts as other content. */
function topLevelOf(home: string): string[] {
  const status = statSync(home, { throwIfNoEntry: false });
  return status === undefined || status.isDirectory() ? namesIn(home) : [basename(home)];
}

/** Returns an unused name beside the folder. */
function freeNameBeside(folder: string): string {
  const taken = new Set(namesIn(dirname(folder)));
  for (let number = 1; ; number += 1) {
    const name = `${basename(folder)}.aside-${number}`;
    if (!taken.has(name)) return join(dirname(folder), name);
  }
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

/** Tells whether a process holds a claim. An empty claim, or one just removed, belongs to a process at work. */
function isClaimed(path: string): boolean {
  if (!existsSync(path)) return true;
  const claimant = reading(() => readRegularText(path));
  return claimant === '' || isRunning(Number(claimant));
}

function copyModule(module: string, folder: string): string {
  const copy = join(folder, basename(module));
  mkdirSync(folder, { recursive: true });
  copyFileSync(module, copy);
  chmodSync(copy, MODULE_MODE);
  return copy;
}

/** The folders of the built files that a demonstration world is made of. */
interface DemoAssets {
  /** Folder of the font files. */
  readonly fonts: string;
  /** Folder of the compiled soft token and its SKF library. */
  readonly modules: string;
}

/**
 * Returns the asset folders of a build.
 * @param dist the folder that holds every bundle
 */
export function demoAssetsOf(dist: string): DemoAssets {
  return { fonts: fontFolderIn(dist), modules: join(dist, 'native') };
}

/**
 * Tells whether a build is one for development, which honours variables for its tests. What tells it apart from a product, the parts
 * of the demonstration, lies in the program's own folder, and whoever can write there can replace the program as well.
 * @param dist folder of all bundles
 */
export const isForDevelopment = (dist: string): boolean => demoWorldFiles(demoAssetsOf(dist)).isInstalled;

/** Returns the ports of a demonstration world that the operating system serves. */
export function demoWorldFiles(
  assets: DemoAssets,
): Pick<DemoWorldPorts, 'openFolder' | 'isInstalled' | 'readFonts' | 'softToken' | 'softSkf' | 'pause'> {
  return {
    openFolder: openWorldFolder,
    // The one part that no other feature needs and that every checkout has, with a compiler or without.
    isInstalled: existsSync(fontFile(assets.fonts, 'bold')),
    pause: (durationMs) => pause(durationMs),
    softToken: findModule(assets.modules, 'sealdesk-soft-token'),
    softSkf: findModule(assets.modules, 'sealdesk-soft-skf'),
    readFonts: () => readFonts(assets.fonts),
  };
}

function findModule(modules: string, name: string): string | null {
  const path = join(modules, `${name}.${thisSystem.libraryEnding}`);
  return existsSync(path) ? path : null;
}
