import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pathsOf } from './path-list.ts';

describe('a list of paths', () => {
  let folder: string;
  let list: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sealdesk-list-'));
    list = join(folder, 'list.txt');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each([
    ['UTF-8', Buffer.from('合同.pdf\n')],
    ['UTF-8 with its mark', Buffer.from('\ufeff合同.pdf\r\n')],
    ['UTF-16, as PowerShell writes it', Buffer.from('\ufeff合同.pdf\r\n', 'utf16le')],
    ['code page 936, as dir /b writes it', Buffer.from([0xba, 0xcf, 0xcd, 0xac, ...Buffer.from('.pdf\r\n')])],
  ])('is read in %s', (_encoding, bytes) => {
    writeFileSync(list, bytes);
    expect(pathsOf(list)).toEqual([resolve('合同.pdf')]);
  });

  it.each([
    ['a document', Buffer.from('%PDF-1.7\n')],
    ['bytes that are no text', Buffer.from([0x61, 0x80, 0xff, 0x0a])],
    ['half a UTF-16 text', Buffer.from([0xff, 0xfe, 0x61])],
    ['nothing', Buffer.from('\r\n')],
  ])('is not %s', (_what, bytes) => {
    writeFileSync(list, bytes);
    expect(() => pathsOf(list)).toThrow('not a list of paths');
  });

  it('is not needed for a folder', () => {
    expect(pathsOf(folder)).toEqual([folder]);
  });
});
