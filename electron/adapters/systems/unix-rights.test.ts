import { describe, expect, it } from 'vitest';
import { mayOthersReplace } from './unix-rights.ts';

const ME = 1000;
const OTHER = 1001;

/** Folders by their paths, as user and mode; all others are the administrator's. */
const replaceable = (folder: string, folders: Record<string, readonly [number, number]>): boolean =>
  mayOthersReplace(
    folder,
    (path) => {
      const [uid, mode] = folders[path] ?? [0, 0o755];
      return { uid, mode };
    },
    ME,
  );

describe('A program', () => {
  it.each<[string, string, Record<string, readonly [number, number]>, boolean]>([
    ['installed by a package', '/opt/sealdesk', {}, false],
    [
      'in a person’s own folder',
      '/home/me/sealdesk',
      { '/home/me': [ME, 0o750], '/home/me/sealdesk': [ME, 0o775] },
      false,
    ],
    ['of another user', '/srv/sealdesk', { '/srv/sealdesk': [OTHER, 0o755] }, true],
    ['that everybody may write', '/srv/sealdesk', { '/srv/sealdesk': [0, 0o777] }, true],
    ['below a folder of another user', '/home/other/sealdesk', { '/home/other': [OTHER, 0o755] }, true],
    ['below a folder that everybody may write', '/srv/sealdesk', { '/srv': [0, 0o777] }, true],
    ['among temporary files', '/tmp/sealdesk', { '/tmp': [0, 0o1777], '/tmp/sealdesk': [ME, 0o700] }, false],
    [
      'in a folder for all, itself one',
      '/tmp/sealdesk',
      { '/tmp': [0, 0o1777], '/tmp/sealdesk': [0, 0o1777] },
      true,
    ],
  ])('%s may be replaced by others: %#', (_what, folder, folders, expected) => {
    expect(replaceable(folder, folders)).toBe(expected);
  });
});
