import { lutimes, readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** Lists all files below a folder, sorted, with slashes. Links are not among them. */
export async function filesOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .sort();
}

/** Adds up all files of a folder, in KB. */
export async function kilobytesOf(folder) {
  const files = await filesOf(folder);
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size));
  return Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / 1024);
}

/**
 * Gives everything below a folder, and the folder, one date.
 * @param {number} date in seconds since 1970
 */
export async function datedAs(folder, date) {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    await lutimes(join(entry.parentPath, entry.name), date, date);
  await lutimes(folder, date, date);
}
