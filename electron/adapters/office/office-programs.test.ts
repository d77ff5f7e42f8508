import { describe, expect, it } from 'vitest';
import { findOfficePrograms, type OfficePlace } from './office-programs.ts';

function place(system: OfficePlace['system'], files: readonly string[], rest: Partial<OfficePlace> = {}) {
  const isFile = (path: string): boolean => files.includes(path);
  return { system, environment: {}, home: '/home/li', isFile, namesIn: () => [], ...rest };
}

const pathsOf = (given: OfficePlace): readonly string[] => findOfficePrograms(given).map(({ path }) => path);

describe('An office program', () => {
  it('of Linux is the command of the person first, then what the project itself installs, the latest first', () => {
    const files = [
      '/opt/libreoffice7.6/program/soffice',
      '/opt/libreoffice24.8/program/soffice',
      '/home/li/bin/soffice',
    ];
    const environment = { PATH: 'relative/bin:/home/li/bin:/usr/bin' };
    const names = (folder: string) => (folder === '/opt' ? ['libreoffice24.8', 'libreoffice7.6', 'wps'] : []);
    expect(pathsOf(place('linux', files, { environment, namesIn: names }))).toEqual([
      '/home/li/bin/soffice',
      '/opt/libreoffice24.8/program/soffice',
      '/opt/libreoffice7.6/program/soffice',
    ]);
  });

  it('of Windows lies among the programs', () => {
    const path = 'D:\\Programs\\LibreOffice\\program\\soffice.exe';
    expect(pathsOf(place('windows', [path], { environment: { ProgramFiles: 'D:\\Programs' } }))).toEqual([
      path,
    ]);
  });

  it('of macOS lies among the applications, also among the person’s own', () => {
    const path = '/home/li/Applications/LibreOffice.app/Contents/MacOS/soffice';
    expect(pathsOf(place('macos', [path]))).toEqual([path]);
  });

  it('is none where none lies', () => {
    expect(pathsOf(place('linux', []))).toEqual([]);
  });
});
