import { isAbsolute, join, normalize } from 'node:path/posix';
import type { SystemRules } from './system-rules.ts';
import { mayOthersReplace } from './unix-rights.ts';

/** The rules of Linux, and of any other system that we know nothing about. */
export const linux: SystemRules = {
  passing: [],
  flushesFolders: true,
  movesOpenFiles: true,
  modesCount: true,
  libraryEnding: 'so',
  // XDG Base Directory Specification
  applicationData: (home, environment) => environment['XDG_DATA_HOME'] ?? join(home, '.local', 'share'),
  // fonts.conf of fontconfig: ~/.fonts, and fonts within the folders of the XDG Base Directory Specification
  fontFolders: (home, environment) => [
    join(linux.applicationData(home, environment), 'fonts'),
    join(home, '.fonts'),
    ...(environment['XDG_DATA_DIRS'] ?? '/usr/local/share:/usr/share')
      .split(':')
      .filter((folder) => folder.startsWith('/'))
      .map((folder) => join(folder, 'fonts')),
  ],
  pathKey: normalize,
  isOnThisComputer: (path) => isAbsolute(path),
  isPrivateByPlace: () => true,
  keepToOwner: () => true,
  isKeptToOwner: () => true,
  mayOthersReplace: (folder) => mayOthersReplace(folder),
  // No program asks for such a mark.
  markAsForeign: () => undefined,
  consoleCodePage: () => null,
  endingSignal: (told) => told,
  pathForLibraries: (path) => path,
};
