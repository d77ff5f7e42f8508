import { describe, expect, it } from 'vitest';

import { defaultHome } from './default-home.ts';

const parts = (path: string): readonly string[] => path.split(/[\\/]/).filter((part) => part !== '');

describe('the default home', () => {
  it.each([
    ['win32', { LOCALAPPDATA: '/local' }, ['local', 'SealDesk', 'demo']],
    ['win32', {}, ['home', 'ann', 'AppData', 'Local', 'SealDesk', 'demo']],
    ['darwin', {}, ['home', 'ann', 'Library', 'Application Support', 'SealDesk', 'demo']],
    ['linux', {}, ['home', 'ann', '.local', 'share', 'SealDesk', 'demo']],
    ['linux', { XDG_DATA_HOME: '/data' }, ['data', 'SealDesk', 'demo']],
  ] as const)('follows the convention of %s with %o', (platform, environment, expected) => {
    expect(parts(defaultHome(platform, '/home/ann', environment))).toEqual(expected);
  });
});
