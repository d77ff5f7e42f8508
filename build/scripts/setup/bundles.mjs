import { isBundleCurrent } from '../bundle/freshness.mjs';
import { inProject, pinnedNode } from './project.mjs';
import { run } from './run.mjs';

async function make(stale) {
  const status = await run(pinnedNode, [inProject('build/scripts/bundle.mjs'), ...stale]);
  if (status !== 0) throw new Error(`bundling failed: ${stale.join(', ')}`);
}

/** Returns the set-up step that builds the changed ones of these bundles. @param names names of targets */
export function bundlesOf(names) {
  const stale = () => names.filter((name) => !isBundleCurrent(name));
  return { isReady: () => stale().length === 0, make: () => make(stale()) };
}
