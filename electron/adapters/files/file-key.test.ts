import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linux } from '../systems/linux.ts';
import { macos } from '../systems/macos.ts';
import { windows } from '../systems/windows.ts';
import { fileKey } from './file-key.ts';

describe('the key of a file', () => {
  let folder: string;
  beforeEach(() => (folder = realpathSync.native(mkdtempSync(join(tmpdir(), 'sealdesk-key-')))));
  afterEach(() => rmSync(folder, { recursive: true }));

  // Making links needs a right of its own on Windows.
  it.skipIf(process.platform === 'win32')('is that of the file that a link leads to', () => {
    writeFileSync(join(folder, 'module.so'), '');
    symlinkSync('module.so', join(folder, 'link.so'));
    expect(fileKey(join(folder, 'link.so'))).toBe(fileKey(join(folder, 'module.so')));
  });

  it('is one for two spellings where the system takes them for one, also of a file that is gone', () => {
    const [one, other] = [join(folder, 'GONE.dll'), join(folder, 'gone.dll')];
    const equal = [windows, macos, linux].map((rules) => fileKey(one, rules) === fileKey(other, rules));
    expect(equal).toEqual([true, true, false]);
  });
});
