import { describe, expect, it } from 'vitest';
import { rulesOf } from '../systems/this-system.ts';
import { personalFolders } from './personal-folders.ts';

const parts = (path: string): readonly string[] => path.split(/[\\/]/).filter((part) => part !== '');

describe('the default home', () => {
  it.each([
    ['win32', { LOCALAPPDATA: '/local' }, ['local', 'SealDesk']],
    ['win32', {}, ['home', 'ann', 'AppData', 'Local', 'SealDesk']],
    ['darwin', {}, ['home', 'ann', 'Library', 'Application Support', 'SealDesk']],
    ['linux', {}, ['home', 'ann', '.local', 'share', 'SealDesk']],
    ['linux', { XDG_DATA_HOME: '/data' }, ['data', 'SealDesk']],
  ] as const)('follows the convention of %s with %o', (platform, environment, expected) => {
    const folders = personalFolders(rulesOf(platform), '/home/ann', environment);
    expect(Object.values(folders).map(parts)).toEqual(
      ['home', 'demo', 'demonstration'].map((name) => [...expected, name]),
    );
  });
});
