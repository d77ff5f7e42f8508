import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isDatabaseFile, readingCopyOf, readingCopyOfBackup } from './reading-copy.ts';

function home(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sealdesk-test-'));
  for (const each of ['store/backups', 'soft-token']) mkdirSync(join(folder, each), { recursive: true });
  writeFileSync(join(folder, 'store', 'register.db'), 'register');
  writeFileSync(join(folder, 'store', 'backups', 'old.db'), 'old');
  writeFileSync(join(folder, 'soft-token', 'key'), 'secret');
  writeFileSync(join(folder, 'platforms.json'), '{}');
  return folder;
}

describe('a copy of a home for reading', () => {
  it('holds the register and the settings, and no key', async () => {
    const copy = await readingCopyOf(home());
    expect(readFileSync(join(copy.folder, 'store', 'register.db'), 'utf8')).toBe('register');
    expect(readdirSync(copy.folder).sort()).toEqual(['platforms.json', 'store', 'trust']);
    expect(readdirSync(join(copy.folder, 'store'))).toEqual(['register.db']);
    copy.remove();
    expect(existsSync(copy.folder)).toBe(false);
  });

  it.skipIf(process.platform === 'win32')('follows no link out of the home', async () => {
    const folder = home();
    symlinkSync('/etc', join(folder, 'elsewhere'));
    const copy = await readingCopyOf(folder);
    expect(existsSync(join(copy.folder, 'elsewhere'))).toBe(false);
    copy.remove();
  });

  it('is refused where there is no register', () => {
    const nothing = mkdtempSync(join(tmpdir(), 'sealdesk-test-'));
    expect(() => readingCopyOf(nothing)).toThrow(expect.objectContaining({ code: 'AUDIT_SOURCE_UNKNOWN' }));
  });

  it('is made of a backup too, which is known by its first bytes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sealdesk-test-'));
    const [backup, other] = [join(folder, 'a.backup'), join(folder, 'b.json')];
    writeFileSync(backup, 'SQLite format 3\0 and more');
    writeFileSync(other, '[]');
    expect([await isDatabaseFile(backup), await isDatabaseFile(other), await isDatabaseFile(folder)]).toEqual(
      [true, false, false],
    );
    const copy = await readingCopyOfBackup(backup);
    expect(readFileSync(join(copy.folder, 'store', 'register.db'))).toEqual(readFileSync(backup));
    expect(readdirSync(copy.folder).sort()).toEqual(['store', 'trust']);
    copy.remove();
  });
});
