import { describe, expect, it } from 'vitest';
import { linux } from './linux.ts';
import { macos } from './macos.ts';
import { consoleCodePage, keepFolderToOwner, windows } from './windows.ts';

const ENVIRONMENT = { USERPROFILE: 'C:\\Users\\张三' };
const WHOAMI = '"DESKTOP-1\\张三","S-1-5-21-1004336348-1177238915-682003330-1001"\r\n';

/** Runs nothing, and keeps what was to be run. */
function recorder(answer: (path: string) => string = () => WHOAMI) {
  const called: string[][] = [];
  const run = (path: string, args: readonly string[]): string => {
    called.push([path, ...args]);
    return answer(path);
  };
  return { called, run };
}

describe('a private folder on Windows', () => {
  it('outside of the profile lets in the user, the system and its administrators alone', () => {
    const { called, run } = recorder();
    expect(keepFolderToOwner('D:\\印章\\store', ENVIRONMENT, run, 'C:\\Windows\\System32')).toBe(true);
    expect(called).toEqual([
      ['C:\\Windows\\System32\\whoami.exe', '/user', '/fo', 'csv', '/nh'],
      [
        ...['C:\\Windows\\System32\\icacls.exe', 'D:\\印章\\store', '/inheritance:r'],
        ...['/grant:r', '*S-1-5-21-1004336348-1177238915-682003330-1001:(OI)(CI)F'],
        ...['/grant:r', '*S-1-5-18:(OI)(CI)F', '/grant:r', '*S-1-5-32-544:(OI)(CI)F', '/q'],
      ],
    ]);
  });

  it.each(['C:\\Users\\张三\\AppData\\Local\\SealDesk', 'c:/users/张三/x', '\\\\?\\C:\\Users\\张三\\y'])(
    'in the profile, as at %s, has the rights of the profile',
    (folder) => {
      const { called, run } = recorder();
      expect([keepFolderToOwner(folder, ENVIRONMENT, run, 'C:\\'), called]).toEqual([true, []]);
    },
  );

  it('in the profile of another user of a longer name does not count as in this one', () => {
    const { called, run } = recorder();
    keepFolderToOwner('C:\\Users\\张三丰\\x', ENVIRONMENT, run, 'C:\\');
    expect(called).toHaveLength(2);
  });

  it('is said to be as open as before when a program of the system fails or tells no user', () => {
    const failing = recorder(() => {
      throw new Error('icacls failed');
    });
    const silent = recorder(() => '');
    const outcomes = [failing, silent].map(({ run }) => keepFolderToOwner('D:\\x', {}, run, 'C:\\'));
    expect(outcomes).toEqual([false, false]);
    expect(silent.called).toHaveLength(1);
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
