import { join } from 'node:path';

/**
 * Where the demonstration world lies that the app makes for itself: the folder for an application's data by each
 * system's convention (Known Folders; File System Programming Guide; XDG Base Directory Specification).
 * @param home the person's home folder
 */
export function defaultHome(
  platform: NodeJS.Platform,
  home: string,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  return join(applicationData(platform, home, environment), 'SealDesk', 'demo');
}

function applicationData(
  platform: NodeJS.Platform,
  home: string,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  if (platform === 'win32') return environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support');
  return environment['XDG_DATA_HOME'] ?? join(home, '.local', 'share');
}
