import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';
import type { OfficeProgram } from '../../services/conversions/office-port.ts';
import type { ModuleHeader } from '../../shared/model/driver-report.ts';
import { isRegularFile } from '../files/regular-file.ts';

/** A computer that is searched for office programs. */
export interface OfficePlace {
  readonly system: ModuleHeader['system'];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  isFile(path: string): boolean;
  /** Returns the names in a folder; none when it cannot be read. */
  namesIn(folder: string): readonly string[];
}

/** This computer. */
export const thisOfficePlace = (): OfficePlace => ({
  system: process.platform === 'win32' ? 'windows' : process.platform === 'darwin' ? 'macos' : 'linux',
  environment: process.env,
  home: homedir(),
  isFile: isRegularFile,
  namesIn: (folder) => {
    try {
      return readdirSync(folder);
    } catch {
      return [];
    }
  },
});

/** Finds the office programs that are there, the first one to be used first. Nothing is started. */
export function findOfficePrograms(place: OfficePlace): readonly OfficeProgram[] {
  const found = CANDIDATES[place.system](place).filter((path) => place.isFile(path));
  return [...new Set(found)].map((path) => ({ name: 'LibreOffice', path }));
}

/**
 * Where LibreOffice lies on each system. WPS and Microsoft Office are not among them: neither has a published command
 * that converts a document and ends.
 */
const CANDIDATES: Readonly<Record<OfficePlace['system'], (place: OfficePlace) => readonly string[]>> = {
  /** The command of the distribution; the project's own packages install into /opt/libreoffice and a version. */
  linux: (place) => [
    ...onPath(place, ['soffice', 'libreoffice']),
    '/usr/lib/libreoffice/program/soffice',
    '/usr/lib64/libreoffice/program/soffice',
    ...place
      .namesIn('/opt')
      .filter((name) => name.startsWith('libreoffice'))
      .toSorted((one, other) => other.localeCompare(one, 'en', { numeric: true }))
      .map((name) => `/opt/${name}/program/soffice`),
  ],
  windows: ({ environment }) =>
    ['ProgramFiles', 'ProgramW6432', 'ProgramFiles(x86)']
      .map((name) => environment[name])
      .filter((folder) => folder !== undefined)
      .map((folder) => win32.join(folder, 'LibreOffice', 'program', 'soffice.exe')),
  macos: (place) => [
    ...onPath(place, ['soffice']),
    ...['/Applications', posix.join(place.home, 'Applications')].map((folder) =>
      posix.join(folder, 'LibreOffice.app', 'Contents', 'MacOS', 'soffice'),
    ),
  ],
};

/** The folders of the person's own commands; a relative one would mean another place each time. */
function onPath({ environment }: OfficePlace, names: readonly string[]): string[] {
  const folders = (environment['PATH'] ?? '').split(':').filter((folder) => folder.startsWith('/'));
  return names.flatMap((name) => folders.map((folder) => posix.join(folder, name)));
}
