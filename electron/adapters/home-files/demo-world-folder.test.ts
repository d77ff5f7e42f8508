import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWorldFolder } from './demo-world-folder.ts';

const BYTES = Uint8Array.of(1, 2, 3);

let base: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'sealdesk-folder-'));
});

afterEach(() => rmSync(base, { recursive: true }));

const throwing = (code: string): unknown => expect.objectContaining({ code });

describe('the folder of a demonstration world', () => {
  it('tells an absent folder, an empty one, a full one and a file in its place apart', () => {
    mkdirSync(join(base, 'empty'));
    writeFileSync(join(base, 'file'), BYTES);
    const names = ['absent', 'empty', 'file', '.'].map((name) => openWorldFolder(join(base, name)).names());
    expect(names).toEqual([[], [], ['file'], ['empty', 'file']]);
  });

  it('writes new files only, and makes their folders', () => {
    const folder = openWorldFolder(join(base, 'world'));
    folder.write('trust/root.pem', BYTES, 'shared');
    expect(() => folder.write('trust/root.pem', BYTES, 'shared')).toThrow(throwing('OUTPUT_EXISTS'));
    expect(folder.read('trust/root.pem')).toEqual(BYTES);
    expect(folder.pathOf('trust/root.pem')).toBe(join(base, 'world', 'trust', 'root.pem'));
  });

  it('keeps private files from other users if the system has such modes', () => {
    const folder = openWorldFolder(base);
    folder.write('key', BYTES, 'private');
    const others = statSync(join(base, 'key')).mode & 0o077;
    expect(others === 0 || process.platform === 'win32').toBe(true);
  });

  it('fails with the code of a missing file and of a place that cannot be written', () => {
    writeFileSync(join(base, 'file'), BYTES);
    const folder = openWorldFolder(join(base, 'file'));
    expect(() => folder.read('world.json')).toThrow(throwing('FILE_NOT_FOUND'));
    expect(() => folder.write('world.json', BYTES, 'shared')).toThrow(throwing('OUTPUT_EXISTS'));
    expect(() => folder.copyModule(join(base, 'file'), 'soft-token')).toThrow(throwing('OUTPUT_UNWRITABLE'));
  });

  it('moves aside under an unused name', () => {
    for (const content of ['first', 'second']) {
      const folder = openWorldFolder(join(base, 'world'));
      folder.write('content', new TextEncoder().encode(content), 'shared');
      folder.setAside();
    }
    expect(readdirSync(base).sort()).toEqual(['world.aside-1', 'world.aside-2']);
    expect(readFileSync(join(base, 'world.aside-2', 'content'), 'utf8')).toBe('second');
  });

  it('lets one process hold a claim until that releases it or ends', () => {
    const folder = openWorldFolder(join(base, 'world'));
    expect([folder.claim('maker'), folder.claim('maker'), folder.isClaimed('maker')]).toEqual([
      true,
      false,
      true,
    ]);
    folder.release('maker');
    expect(folder.isClaimed('maker')).toBe(false);
    writeFileSync(folder.pathOf('maker'), String(spawnSync(process.execPath, ['--version']).pid));
    expect(folder.isClaimed('maker')).toBe(false);
  });

  it('treats a claim that is being written, or was just removed, as held', () => {
    const folder = openWorldFolder(base);
    writeFileSync(folder.pathOf('maker'), '');
    expect([folder.isClaimed('maker'), folder.isClaimed('absent')]).toEqual([true, true]);
  });

  it('copies a module as a file that can be loaded', () => {
    writeFileSync(join(base, 'token.so'), BYTES, { mode: 0o600 });
    const copy = openWorldFolder(join(base, 'world')).copyModule(join(base, 'token.so'), 'soft-token');
    expect(copy).toBe(join(base, 'world', 'soft-token', 'token.so'));
    const executable = (statSync(copy).mode & 0o111) === 0o111;
    expect(executable || process.platform === 'win32').toBe(true);
    expect(new Uint8Array(readFileSync(copy))).toEqual(BYTES);
  });
});
