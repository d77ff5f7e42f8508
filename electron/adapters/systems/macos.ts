import { join, normalize } from 'node:path/posix';
import { linux } from './linux.ts';
import type { SystemRules } from './system-rules.ts';

/** The rules of macOS: those of Unix, but the usual file system takes names for the same that differ in case or composition. */
export const macos: SystemRules = {
  ...linux,
  libraryEnding: 'dylib',
  // File System Programming Guide
  applicationData: (home) => join(home, 'Library', 'Application Support'),
  // File System Programming Guide; the system's own hold a folder Supplemental
  fontFolders: (home) => [join(home, 'Library', 'Fonts'), '/Library/Fonts', '/System/Library/Fonts'],
  pathKey: (path) => normalize(path).normalize('NFC').toLowerCase(),
};
