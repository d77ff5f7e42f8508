import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { thisSystem } from '../systems/this-system.mjs';

/** The project's folder, from wherever the scripts are called. */
export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

export const inProject = (...parts) => join(projectRoot, ...parts);

/** Path of the pinned Node in the `node` package. */
export const pinnedNode = inProject('node_modules/node', thisSystem.nodeExecutable);
