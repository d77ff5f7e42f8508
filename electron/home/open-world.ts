import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { demoAssetsOf, demoWorldFiles } from '../adapters/home-files/demo-world-folder.ts';
import { namesIn, systemErrorName } from '../adapters/files/file-errors.ts';
import { systemClock as clock, systemRandom as random } from '../adapters/system.ts';
import type { SmEngine } from '../core/sm/engine.ts';
import { openDemoWorld } from '../services/demo-world/open-demo-world.ts';
import type { DemoWorld } from '../services/demo-world/world-description.ts';
import type { DemoWorldPorts } from '../services/demo-world/world-folder.ts';
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
export async function openWorld(
  folder: string,
  ports: Pick<DemoWorldPorts, 'openFolder' | 'pause'>,
): Promise<OpenedWorld> {
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

/** What a demonstration world of this build is made of. */
export function demoPortsOf(dist: string, engine: SmEngine): Omit<DemoWorldPorts, 'tokens'> {
  return { ...demoWorldFiles(demoAssetsOf(dist)), engine, clock, random };
}

/** Paths of the modules that a world brings with it. */
export function modulesOf({ pkcs11Module }: DemoWorld): readonly string[] {
  return pkcs11Module === null ? [] : [pkcs11Module];
}
