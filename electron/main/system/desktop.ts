import { join } from 'node:path';

/** The program's name for Windows. It is also the appId of the packages (build/config/electron-builder.yml). */
export const APP_USER_MODEL_ID = 'cn.sealdesk.app';

/**
 * Returns the file of the icon that a window shows: Windows takes the size that it needs from an .ico file, Linux scales one
 * picture, macOS takes that of the package.
 * @param dist folder of all bundles
 */
export function windowIcon(dist: string, system: NodeJS.Platform): string {
  return join(dist, 'icons', system === 'win32' ? 'sealdesk.ico' : '256.png');
}
