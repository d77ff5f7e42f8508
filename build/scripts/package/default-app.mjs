import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Removes the page that Electron shows when it has no app: a product holds nothing that it does not need. A hook of electron-builder,
 * which does so itself for what it has downloaded alone.
 * @param {{ appOutDir: string, electronPlatformName: string }} context
 */
export async function afterExtract({ appOutDir, electronPlatformName }) {
  const resources = electronPlatformName === 'darwin' ? 'Electron.app/Contents/Resources' : 'resources';
  await rm(join(appOutDir, resources, 'default_app.asar'), { force: true });
}
