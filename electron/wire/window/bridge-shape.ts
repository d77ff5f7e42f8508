import { shapeOf } from './bridge.ts';
import { contract } from './contract.ts';

/**
 * The window's contract without its schemas. `build/scripts/bundle/configurations.mjs` computes it while it bundles the
 * preload: the library of schemas would be most of what a window's process loads before its page.
 */
export const bridgeShape = shapeOf(contract);
