import { join, normalize } from 'node:path';
import type { SystemRules } from './system-rules.ts';

/** The rules of Linux, and of any other system that we know nothing about. */
export const linux: SystemRules = {
  passing: [],
  flushesFolders: true,
  movesOpenFiles: true,
  modesCount: true,
  libraryEnding: 'so',
  // XDG Base Directory Specification
  applicationData: (home, environment) => environment['XDG_DATA_HOME'] ?? join(home, '.local', 'share'),
  pathKey: normalize,
  isPrivateByPlace: () => true,
  keepToOwner: () => true,
  isKeptToOwner: () => true,
  consoleCodePage: () => null,
  pathForLibraries: (path) => path,
};
