import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { inProject, projectRoot } from './project.mjs';

const stampFile = (name) => inProject('out/setup', `${name}.stamp`);

function describe(path, wanted, lines) {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (entry?.isDirectory()) {
    for (const name of readdirSync(path).sort()) describe(join(path, name), wanted, lines);
  } else if (entry && wanted(path)) {
    lines.push(`${path} ${entry.size} ${entry.mtimeMs}`);
  }
}

/**
 * Returns a hash over names, sizes and times of the files below some paths. It is cheap and notices deleted files.
 * @param {readonly string[]} paths files and folders, relative to the project
 * @param {(path: string) => boolean} wanted returns false for files that do not count
 */
export function fingerprint(paths, wanted = () => true) {
  const lines = [process.platform];
  for (const path of paths) describe(resolve(projectRoot, path), wanted, lines);
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

/** Returns the text of the last `writeStamp`, or undefined. */
export function readStamp(name) {
  try {
    return readFileSync(stampFile(name), 'utf8');
  } catch {
    return undefined;
  }
}

export function writeStamp(name, value) {
  mkdirSync(dirname(stampFile(name)), { recursive: true });
  writeFileSync(stampFile(name), value);
}
