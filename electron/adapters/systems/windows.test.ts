import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linux } from './linux.ts';
import { macos } from './macos.ts';
import { consoleCodePage, isInProfile, windows } from './windows.ts';

describe('a folder', () => {
  const environment = { USERPROFILE: 'C:\\Users\\张三' };
  it.each([
    ['C:\\Users\\张三\\AppData\\Local\\SealDesk', true],
    ['c:/users/张三/x', true],
    ['\\\\?\\C:\\Users\\张三\\y', true],
    ['C:\\Users\\张三丰\\x', false],
    ['D:\\印章', false],
  ])('of Windows at %s lies in the profile of 张三: %s', (folder, isIn) => {
    expect(isInProfile(folder, environment)).toBe(isIn);
    expect(isInProfile(folder, {})).toBe(false);
  });
});

describe('the folders of fonts', () => {
  it('are those of the person and of the computer', () => {
    const local = 'C:\\Users\\张三\\AppData\\Local';
    const variables = { LOCALAPPDATA: local, SystemRoot: 'D:\\Windows' };
    expect(windows.fontFolders('C:\\Users\\张三', variables)).toEqual([
      `${local}\\Microsoft\\Windows\\Fonts`,
      'D:\\Windows\\Fonts',
    ]);
    expect(linux.fontFolders('/home/a', { XDG_DATA_DIRS: '/usr/share:relative:/opt/share' })).toEqual([
      ...['/home/a/.local/share/fonts', '/home/a/.fonts', '/usr/share/fonts', '/opt/share/fonts'],
    ]);
    expect(macos.fontFolders('/Users/a', {})).toContain('/Users/a/Library/Fonts');
  });
});

describe('two spellings of one path', () => {
  it.each([
    ['C:\\Users\\Ann\\a.dll', 'c:/users/ANN/A.DLL'],
    ['C:\\Users\\Ann\\a.dll', '\\\\?\\C:\\Users\\Ann\\a.dll'],
    ['\\\\Server\\share\\a.dll', '\\\\?\\UNC\\server\\share\\a.dll'],
    ['C:\\Users\\Ann\\a.dll', 'C:\\Users\\.\\Bob\\..\\Ann\\a.dll'],
  ])('are equal on Windows: %s, %s', (one, other) => {
    expect(windows.pathKey(one)).toBe(windows.pathKey(other));
  });

  it('are equal on macOS by case and composition, and on Linux by neither', () => {
    const [one, other] = ['/Users/\u00e9/A', '/users/e\u0301/a'];
    expect(macos.pathKey(one)).toBe(macos.pathKey(other));
    expect(linux.pathKey(one)).not.toBe(linux.pathKey(other));
    expect(linux.pathKey('/a/./b')).toBe(linux.pathKey('/a/b'));
  });
});

describe('the code page of the console', () => {
  it.each([
    ['活动代码页: 936\r\n', 936],
    ['Active code page: 65001\r\n', 65_001],
    ['Aktive Codepage: 850.\r\n', 850],
    ['', null],
  ])('is read from %j', (said, page) => {
    expect(consoleCodePage(() => said, 'C:\\')).toBe(page);
  });

  it('is not known without a console', () => {
    const failing = (): never => {
      throw new Error('no console');
    };
    expect([consoleCodePage(failing, 'C:\\'), linux.consoleCodePage()]).toEqual([null, null]);
  });
});

describe('a long path', () => {
  it('reaches a library of Windows with its prefix, and a short one as it is', () => {
    const long = `D:\\${'印章'.repeat(120)}\\register.db`;
    expect(windows.pathForLibraries(long)).toBe(`\\\\?\\${long}`);
    expect(windows.pathForLibraries('D:\\register.db')).toBe('D:\\register.db');
    expect(linux.pathForLibraries(long)).toBe(long);
  });
});

describe('a process that was told to end', () => {
  it.each(['SIGINT', 'SIGBREAK', 'SIGHUP'] as const)('by %s ends by one that its system has', (told) => {
    expect(windows.endingSignal(told)).toBe('SIGTERM');
    expect([linux, macos].map((rules) => rules.endingSignal(told))).toEqual([told, told]);
  });
});

describe('a path', () => {
  it.each([
    ['C:\\Vendor\\driver.dll', true],
    ['d:/vendor/driver.dll', true],
    ['\\\\?\\C:\\Vendor\\driver.dll', true],
    ['\\\\server\\share\\driver.dll', false],
    ['//server/share/driver.dll', false],
    ['\\\\?\\UNC\\server\\share\\driver.dll', false],
    ['\\\\.\\pipe\\driver.dll', false],
    ['\\driver.dll', false],
    ['C:driver.dll', false],
    ['driver.dll', false],
  ])('%s that is on this computer, and whole, is known by its text: %s', (path, isHere) => {
    expect(windows.isOnThisComputer(path)).toBe(isHere);
  });

  it('that begins at the root is whole elsewhere', () => {
    expect(['/usr/lib/driver.so', 'driver.so', './driver.so'].map(linux.isOnThisComputer)).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('a file from the internet', () => {
  // Wine keeps no streams beside a file; here one is a file of its own.
  it.skipIf(process.platform === 'win32')('bears the mark by which Windows opens it with care', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sealdesk-mark-'));
    try {
      windows.markAsForeign(join(folder, 'a.pdf'));
      expect(readFileSync(join(folder, 'a.pdf:Zone.Identifier'), 'latin1')).toBe(
        '[ZoneTransfer]\r\nZoneId=3\r\n',
      );
      windows.markAsForeign(join(folder, 'absent', 'a.pdf'));
      linux.markAsForeign(join(folder, 'b.pdf'));
      expect(readdirSync(folder)).toEqual(['a.pdf:Zone.Identifier']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
