import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inProject, pinnedNode } from '../setup/project.mjs';
import { run, say } from '../setup/run.mjs';
import { softToken } from '../setup/soft-token.mjs';

/** The world that SEALDESK_HOME names, relative to the person's working folder; else one inside the checkout. */
const worldFolder = () => {
  const named = process.env.SEALDESK_HOME;
  return named ? resolve(process.env.INIT_CWD ?? process.cwd(), named) : inProject('out/demo');
};

const readWorld = (folder) => JSON.parse(readFileSync(join(folder, 'world.json'), 'utf8'));

/** Makes the demonstration world if there is none yet. @returns the content of its world.json */
export async function ensureWorld() {
  const folder = worldFolder();
  if (!existsSync(join(folder, 'world.json'))) {
    say(`Making the demonstration world in ${folder}`);
    const status = await run(pinnedNode, [inProject('dist/cli/cli.js'), 'demo', folder], { quiet: true });
    if (status !== 0) throw new Error('the demonstration world could not be made');
  }
  const world = { ...readWorld(folder), home: folder };
  const couldHaveKey = world.pkcs11Module === null && softToken.isReady();
  if (couldHaveKey) say(`${folder} was made without a key; delete it and a whole one is made.`);
  return world;
}
