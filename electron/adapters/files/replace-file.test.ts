import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openToOthers } from './fixtures/open-to-others.ts';
import { windows } from '../systems/windows.ts';
import { FileMoves, nodeCalls } from './file-moves.ts';
import { systemError } from './fixtures/held-files.ts';
import { replaceFile } from './replace-file.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sealdesk-replace-'))));
afterEach(() => rmSync(folder, { recursive: true }));

describe('a file that is replaced', () => {
  it('has its new content whole, and nothing else stays', () => {
    replaceFile(folder, 'keys.json', 'one');
    replaceFile(folder, 'keys.json', Buffer.from('two'), { mode: 0o600 });
    expect(readFileSync(join(folder, 'keys.json'), 'utf8')).toBe('two');
    expect(readdirSync(folder)).toEqual(['keys.json']);
    expect(openToOthers(join(folder, 'keys.json'))).toBe(0);
  });

  it('keeps its old content when another program does not let go of it, and no draft stays', () => {
    writeFileSync(join(folder, 'keys.json'), 'old');
    const rename = (): void => {
      throw systemError('EPERM');
    };
    const moves = new FileMoves({ ...nodeCalls, rename, pause: () => undefined }, windows);
    expect(() => replaceFile(folder, 'keys.json', 'new', { moves })).toThrow('EPERM');
    expect(readFileSync(join(folder, 'keys.json'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['keys.json']);
  });
});
