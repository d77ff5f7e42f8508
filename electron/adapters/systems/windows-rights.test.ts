import { describe, expect, it } from 'vitest';
import { isFolderKept, keepFolderToOwner, userOf } from './windows-rights.ts';

const PROGRAMS = 'C:\\Windows\\System32';
const ICACLS = `${PROGRAMS}\\icacls.exe`;
const WHOAMI = '"DESKTOP-1\\张三","S-1-5-21-1004336348-1177238915-682003330-1001"\r\n';

/** As icacls prints them: an entry a line, the first behind the path, and a line of counts in the language of the system. */
const listing = (...entries: readonly string[]): string =>
  `D:\\a (I)\\印章 ${entries.join('\r\n            ')}\r\n\r\n已成功处理 1 个文件; 处理 0 个文件时失败\r\n`;
const OWN = listing(
  'NT AUTHORITY\\SYSTEM:(OI)(CI)(F)',
  'BUILTIN\\Administrators:(OI)(CI)(F)',
  'PC\\张三:(OI)(CI)(F)',
);
const OF_THE_DRIVE = listing(
  'BUILTIN\\Administrators:(I)(OI)(CI)(F)',
  'NT AUTHORITY\\Authenticated Users:(I)(OI)(CI)(IO)(M)',
  'BUILTIN\\Users:(I)(OI)(CI)(RX)',
);

/** Runs nothing, and keeps what was to be run. A listing is asked for without options. */
function system({ user = WHOAMI, shown = OWN, fails = '' }) {
  const called: string[][] = [];
  const run = (path: string, args: readonly string[]): string => {
    called.push([path, ...args]);
    if (fails !== '' && path.endsWith(fails)) throw new Error(`${fails} failed`);
    if (path.endsWith('whoami.exe')) return user;
    return args.length === 1 ? shown : '';
  };
  return { called, run };
}

describe('the user of this process', () => {
  it.each([
    ['of this computer or a domain', WHOAMI, 'S-1-5-21-1004336348-1177238915-682003330-1001'],
    [
      'of Entra ID',
      '"azuread\\张三","S-1-12-1-1943430372-1249052806-2496021943-3034400218"\r\n',
      'S-1-12-1-1943430372-1249052806-2496021943-3034400218',
    ],
    ['with a name like a number', '"PC\\S-1-5-18","S-1-5-21-1-2-3-1001"\r\n', 'S-1-5-21-1-2-3-1001'],
    ['of whom nobody tells', 'no such user\r\n', undefined],
  ])('%s is told by a number: %#', (_who, user, number) => {
    expect(userOf(system({ user }).run, PROGRAMS)).toBe(number);
  });
});

describe('a folder that is to be kept to its owner', () => {
  it('lets in the user, the system and its administrators alone, and is looked at afterwards', () => {
    const { called, run } = system({});
    expect(keepFolderToOwner('D:\\印章\\store', run, PROGRAMS)).toBe(true);
    expect(called).toEqual([
      [`${PROGRAMS}\\whoami.exe`, '/user', '/fo', 'csv', '/nh'],
      [
        ...[ICACLS, 'D:\\印章\\store', '/inheritance:r'],
        ...['/grant:r', '*S-1-5-21-1004336348-1177238915-682003330-1001:(OI)(CI)F'],
        ...['/grant:r', '*S-1-5-18:(OI)(CI)F', '/grant:r', '*S-1-5-32-544:(OI)(CI)F', '/q'],
      ],
      [ICACLS, 'D:\\印章\\store'],
    ]);
  });

  it.each([
    ['icacls fails', { fails: 'icacls.exe' }],
    ['whoami fails', { fails: 'whoami.exe' }],
    ['nobody tells the user', { user: '' }],
    ['the rights are those of the drive all the same', { shown: OF_THE_DRIVE }],
    ['the file system shows none', { shown: '' }],
  ])('is said to be open when %s', (_, how) => {
    expect(keepFolderToOwner('D:\\x', system(how).run, PROGRAMS)).toBe(false);
  });

  it('is never the root of a drive, which others use too', () => {
    const { called, run } = system({});
    const roots = ['D:\\', '\\\\server\\share\\'];
    expect(roots.map((root) => keepFolderToOwner(root, run, PROGRAMS))).toEqual([false, false]);
    expect(roots.map((root) => isFolderKept(root, run, PROGRAMS))).toEqual([false, false]);
    expect(called).toEqual([]);
  });
});

describe('the rights of a folder', () => {
  it.each([
    ['its own', OWN, true],
    ['its own, with one that an administrator has added', listing('PC\\备份:(RX)', 'PC\\张三:(F)'), true],
    ['those of its drive', OF_THE_DRIVE, false],
    ['its own and one of its drive', listing('PC\\张三:(OI)(CI)(F)', 'BUILTIN\\Users:(I)(RX)'), false],
    ['unknown', '', false],
  ])('that are %s are told from others', (_, shown, isKept) => {
    expect(isFolderKept('D:\\a (I)\\印章', system({ shown }).run, PROGRAMS)).toBe(isKept);
  });
});
