import { writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { accessLists, mayOthersReplace } from './windows-access.ts';

const ME = 'S-1-5-21-1004336348-1177238915-682003330-1001';
const OTHER = 'S-1-5-21-1004336348-1177238915-682003330-1002';
const KEEPERS = '(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)';

/** The usual lists of a Windows 10, as `icacls /save` writes them. */
const DRIVE = `D:PAI${KEEPERS}(A;OICI;0x1200a9;;;BU)(A;OICIIO;0x1301bf;;;AU)(A;;LC;;;AU)`;
const TAKEN_OVER = 'D:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIID;0x1200a9;;;BU)(A;OICIID;0x1301bf;;;AU)';
const PROGRAM_FILES =
  'D:PAI(A;;FA;;;S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464)(A;;0x1301bf;;;SY)(A;;0x1301bf;;;BA)(A;OICIIO;GA;;;CO)(A;OICI;0x1200a9;;;BU)(A;OICI;0x1200a9;;;AC)';

const replaceable = (folder: string, lists: Record<string, string>): boolean =>
  mayOthersReplace(folder, { me: ME, listOf: (path) => lists[path] ?? null });

describe('A program', () => {
  it.each<[string, string, Record<string, string>, boolean]>([
    [
      'in Program Files',
      'C:\\Program Files\\SealDesk',
      { 'C:\\Program Files\\SealDesk': PROGRAM_FILES, 'C:\\Program Files': PROGRAM_FILES, 'C:\\': DRIVE },
      false,
    ],
    [
      'at the top of a drive, with rights of its own',
      'D:\\SealDesk',
      { 'D:\\SealDesk': `D:P${KEEPERS}(A;OICI;0x1200a9;;;BU)`, 'D:\\': DRIVE },
      false,
    ],
    [
      'at the top of a drive, with those of the drive',
      'D:\\SealDesk',
      { 'D:\\SealDesk': TAKEN_OVER, 'D:\\': DRIVE },
      true,
    ],
    [
      'below a folder that others may rename',
      'D:\\A\\B',
      { 'D:\\A\\B': `D:P${KEEPERS}`, 'D:\\A': TAKEN_OVER, 'D:\\': DRIVE },
      true,
    ],
    [
      'with files that others may write',
      'D:\\A',
      { 'D:\\A': `D:P${KEEPERS}(A;OIIO;FW;;;BU)`, 'D:\\': DRIVE },
      true,
    ],
    ['of this person', 'D:\\A', { 'D:\\A': `D:P${KEEPERS}(A;OICI;FA;;;${ME})`, 'D:\\': DRIVE }, false],
    ['of another person', 'D:\\A', { 'D:\\A': `D:P${KEEPERS}(A;OICI;FA;;;${OTHER})`, 'D:\\': DRIVE }, true],
    [
      'that others are forbidden to write',
      'D:\\A',
      { 'D:\\A': `D:P(D;OICI;FA;;;BU)${KEEPERS}`, 'D:\\': DRIVE },
      false,
    ],
    ['of which nobody tells', 'D:\\A', {}, false],
  ])('%s may be replaced by others: %#', (_what, folder, lists, expected) => {
    expect(replaceable(folder, lists)).toBe(expected);
  });
});

describe('the access control list of a folder', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('is written to a file by the system, in UTF-16, and read from there', () => {
    const called: string[][] = [];
    const lists = accessLists((path, args) => {
      called.push([path, ...args]);
      if (path.endsWith('whoami.exe')) return `"PC\\\\张三","${ME}"\r\n`;
      writeFileSync(args[2] ?? '', Buffer.from(`\ufeffD:\\印章\r\n${TAKEN_OVER}\r\n`, 'utf16le'));
      return '';
    }, 'C:\\Windows\\System32');
    expect([lists.me, lists.listOf('D:\\印章')]).toEqual([ME, TAKEN_OVER]);
    expect(called[1]?.slice(0, 3)).toEqual(['C:\\Windows\\System32\\icacls.exe', 'D:\\印章', '/save']);
  });

  it('is unknown where the programs of the system fail', () => {
    const fail = (): never => {
      throw new Error('no such program');
    };
    const lists = accessLists(fail, 'C:\\Windows\\System32');
    expect([lists.me, lists.listOf('D:\\x')]).toEqual([undefined, null]);
  });

  it('is unknown where there is no folder for temporary files', () => {
    for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, '/no-such-folder');
    const lists = accessLists(() => '', 'C:\\Windows\\System32');
    expect(lists.listOf('D:\\x')).toBeNull();
  });
});
