import { join } from 'node:path';

/** The folders of a person who names none. */
export interface PersonalFolders {
  /** Their home. */
  readonly home: string;
  /** What version 0.1.0 used for everything. It stays the home of those who have it. */
  readonly formerHome: string;
  /** The demonstration, which never shares a folder with a home. */
  readonly demonstration: string;
}

/**
 * Returns the folders of a person. They lie where each system keeps an application's data (Known Folders; File System
 * Programming Guide; XDG Base Directory Specification).
 * @param home the person's home folder
 */
export function personalFolders(
  platform: NodeJS.Platform,
  home: string,
  environment: Readonly<Record<string, string | undefined>>,
): PersonalFolders {
  const folder = join(applicationData(platform, home, environment), 'SealDesk');
  return {
    home: join(folder, 'home'),
    formerHome: join(folder, 'demo'),
    demonstration: join(folder, 'demonstration'),
  };
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
