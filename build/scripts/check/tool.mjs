import { readFileSync } from 'node:fs';
import { inProject } from '../setup/project.mjs';

/**
 * Returns the script behind a package's command. It runs on the pinned Node, because the links in .bin differ from
 * system to system.
 * @param packageName an installed package
 * @param command one of its commands; by default the one with the package's name
 */
export function toolPath(packageName, command = packageName) {
  const { bin } = JSON.parse(readFileSync(inProject('node_modules', packageName, 'package.json'), 'utf8'));
  return inProject('node_modules', packageName, typeof bin === 'string' ? bin : bin[command]);
}
