import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { inProject } from '../setup/project.mjs';

/** The folder with the native modules of a target, such as win32-x64. */
export const nativesFolder = (target) => inProject('out/natives', target);

/** What takes long to make and never changes outlives a checkout. SEALDESK_CACHE names another folder for it. */
const cacheRoot = () =>
  process.env.SEALDESK_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'sealdesk');

/** Runs work in a new folder below `parent`, and removes that folder whatever happens. */
export async function inWorkFolder(parent, work) {
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, 'work-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Returns a folder of the cache, and makes it first if it is not there. A folder appears whole or not at all.
 * @param {string} key its name, with every version that it depends on
 * @param {(folder: string, work: string) => Promise<void>} make fills the empty folder; `work` is a second one for
 *   whatever it does not keep
 */
export async function cached(key, make) {
  const kept = join(cacheRoot(), key);
  if (existsSync(kept)) return kept;
  await inWorkFolder(dirname(kept), async (work) => {
    const [folder, rest] = [join(work, 'kept'), join(work, 'rest')];
    await Promise.all([mkdir(folder), mkdir(rest)]);
    await make(folder, rest);
    // Another process may have made the same meanwhile.
    if (!existsSync(kept)) await rename(folder, kept);
  });
  return kept;
}
