import { readFileSync } from 'node:fs';
import { inProject } from '../setup/project.mjs';

/**
 * The script behind a package's command, to be run on the pinned Node: the links in .bin differ from system to system.
 * @param packageName an installed package
 * @param command one of its commands; its own name where left out
 */
export function toolPath(packageName, command = packageName) {
  const { bin } = JSON.parse(readFileSync(inProject('node_modules', packageName, 'package.json'), 'utf8'));
  return inProject('node_modules', packageName, typeof bin === 'string' ? bin : bin[command]);
}
