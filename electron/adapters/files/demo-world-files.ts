import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import type { DemoWorldPorts } from '../../services/demo-world/world-folder.ts';
import { openWorldFolder } from './demo-world-folder.ts';
import { reading } from './file-errors.ts';

const FONT_NAME = 'noto-serif-sc-chinese-simplified';
const WEIGHTS = { regular: 400, bold: 700 } as const;

const MODULE_SUFFIX: Readonly<Partial<Record<NodeJS.Platform, string>>> = { win32: 'dll', darwin: 'dylib' };

/** Where the built files lie that a demonstration world is made of. */
export interface DemoAssets {
  /** Folder of the font files. */
  readonly fonts: string;
  /** Folder of the compiled soft token and its SKF library. */
  readonly modules: string;
}

/** The assets of a build. @param dist the folder that holds every bundle */
export function demoAssetsOf(dist: string): DemoAssets {
  return { fonts: join(dist, 'assets', 'fonts'), modules: join(dist, 'native') };
}

function readFont(folder: string, weight: number): Uint8Array {
  return new Uint8Array(readFileSync(join(folder, `${FONT_NAME}-${weight}-normal.woff`)));
}

function findModule(modules: string, name: string): string | null {
  const path = join(modules, `${name}.${MODULE_SUFFIX[process.platform] ?? 'so'}`);
  return existsSync(path) ? path : null;
}

/** The ports of a demonstration world that the system serves. */
export function demoWorldFiles(
  assets: DemoAssets,
): Pick<DemoWorldPorts, 'openFolder' | 'readFonts' | 'softToken' | 'softSkf' | 'pause'> {
  return {
    openFolder: openWorldFolder,
    pause: (durationMs) => pause(durationMs),
    softToken: findModule(assets.modules, 'sealdesk-soft-token'),
    softSkf: findModule(assets.modules, 'sealdesk-soft-skf'),
    readFonts: () =>
      reading(() => ({
        regular: readFont(assets.fonts, WEIGHTS.regular),
        bold: readFont(assets.fonts, WEIGHTS.bold),
      })),
  };
}
