import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '../setup/project.mjs';
import { say } from '../setup/run.mjs';

/**
 * Packs the root of trust and the address of updates: `root.json` and `source.json` of the folder that SEALDESK_UPDATE_SOURCE names.
 * A product without them has no updates.
 */
export function placeUpdateSource(environment = process.env) {
  const place = inProject('dist/updates');
  rmSync(place, { recursive: true, force: true });
  const folder = environment.SEALDESK_UPDATE_SOURCE;
  if (folder === undefined) {
    say('SEALDESK_UPDATE_SOURCE names no folder: this product will have no updates.');
    return;
  }
  mkdirSync(place);
  for (const name of ['root.json', 'source.json']) cpSync(join(folder, name), join(place, name));
}
