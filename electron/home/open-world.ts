import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openWorldFolder } from '../adapters/files/demo-world-folder.ts';
import { namesIn, systemErrorName } from '../adapters/files/file-errors.ts';
import { openDemoWorld } from '../services/demo-world/open-demo-world.ts';
import type { DemoWorld } from '../services/demo-world/world-description.ts';
import type { Result } from '../shared/result.ts';

/** Name of the folder within a home that holds what its person trusts. */
const TRUST_FOLDER = 'trust';

/** A home's folder as it was found. */
export interface OpenedWorld {
  /** The demonstration world of the folder; null when it is a home without one, as a customer's is. */
  readonly world: Result<DemoWorld | null>;
  readonly trustFolder: string;
}

/**
 * Opens the folder of a home and makes no demonstration in it. A folder that is empty or absent becomes a home: it
 * gets an empty folder for what its person will trust.
 */
export async function openWorld(folder: string): Promise<OpenedWorld> {
  const ports = { openFolder: openWorldFolder, pause: (durationMs: number) => pause(durationMs) };
  const world = await openDemoWorld(folder, ports);
  const trustFolder = world.ok && world.value !== null ? world.value.trust.dir : join(folder, TRUST_FOLDER);
  if (world.ok && world.value === null) beginHome(folder, trustFolder);
  return { world, trustFolder };
}

/** Where nothing can be written, each command says so when it has something to write. */
function beginHome(folder: string, trustFolder: string): void {
  try {
    if (namesIn(folder).length === 0) mkdirSync(trustFolder, { recursive: true });
  } catch (error) {
    if (systemErrorName(error) === undefined) throw error;
  }
}

/** Paths of the modules that a world brings with it. */
export function modulesOf({ pkcs11Module }: DemoWorld): readonly string[] {
  return pkcs11Module === null ? [] : [pkcs11Module];
}
