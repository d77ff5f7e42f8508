import { chmod, mkdir, readdir, stat, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { datedAs } from '../files.mjs';
import { writeDesktop, writeMetadata } from './desktop.mjs';
import { sourceDate } from '../product.mjs';

/** Chromium's sandbox helper is the one file that runs as root: with user namespaces off, no window opens without it. */
const setuidHelper = 'chrome-sandbox';

async function link(root, path, target) {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await symlink(target, join(root, path));
}

/**
 * Adds to a root with /opt/sealdesk what makes it known to the system: commands on the PATH, and for the window its menu entry,
 * types and icons.
 */
export async function addToSystem(root, { hasWindow }) {
  await link(root, 'usr/bin/sealdesk', '/opt/sealdesk/command/sealdesk');
  if (!hasWindow) return;
  await link(root, 'usr/bin/sealdesk-window', '/opt/sealdesk/sealdesk');
  await writeDesktop(join(root, 'usr/share'), '/opt/sealdesk/sealdesk');
  await writeMetadata(join(root, 'usr/share'));
}

/**
 * Gives every file below a folder the same rights and time wherever it is built: readable by all, writable by the owner,
 * executable as it is, and of the date of the source.
 */
export async function settle(folder) {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isSymbolicLink()) {
      const isExecutable = entry.isDirectory() || ((await stat(path)).mode & 0o100) !== 0;
      const mode = isExecutable ? 0o755 : 0o644;
      await chmod(path, entry.name === setuidHelper ? 0o4755 : mode);
    }
  }
  await chmod(folder, 0o755);
  await datedAs(folder, sourceDate());
}
