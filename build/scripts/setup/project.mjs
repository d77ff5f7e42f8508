import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { thisSystem } from '../systems/this-system.mjs';

/** The project's folder, wherever the scripts are called from. */
export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

export const inProject = (...parts) => join(projectRoot, ...parts);

/** The pinned Node, which the `node` package brings. */
export const pinnedNode = inProject('node_modules/node', thisSystem.nodeExecutable);
