import { existsSync } from 'node:fs';
import { inProject } from '../setup/project.mjs';
import { fingerprint, readStamp, writeStamp } from '../setup/stamp.mjs';
import { targets } from './targets.mjs';

const isSource = (path) => !/\.test\.tsx?$/.test(path);
const stampName = (name) => `bundle-${name}`;
const currentFingerprint = (name) => fingerprint(targets[name].sources, isSource);

/** Tells whether the sources of a bundle are unchanged since it was built. */
export function isBundleCurrent(name) {
  const built = existsSync(inProject('dist', name));
  return built && readStamp(stampName(name)) === currentFingerprint(name);
}

/** Notes the sources before the build, so that a change during the build makes the bundle stale. */
export function stampBundle(name) {
  const value = currentFingerprint(name);
  return { write: () => writeStamp(stampName(name), value) };
}
