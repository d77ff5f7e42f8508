import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pinHistoryFile } from './pin-history-file.ts';

const TOKEN = { manufacturer: 'maker', serial: 'SD0001' };
const FIRST = new Date('2026-05-01T00:00:00Z');
const SECOND = new Date('2026-11-22T03:00:00Z');

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pin-history-'));
  path = join(folder, 'pin-changes.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the file of PIN changes', () => {
  it('keeps the latest change of each token, and no serial number', async () => {
    const history = pinHistoryFile(path);
    expect(history.lastChange(TOKEN)).toBeNull();
    await history.note(TOKEN, FIRST);
    await history.note({ ...TOKEN, manufacturer: 'other' }, FIRST);
    await history.note(TOKEN, SECOND);
    expect(pinHistoryFile(path).lastChange(TOKEN)).toEqual(SECOND);
    expect(pinHistoryFile(path).lastChange({ ...TOKEN, manufacturer: 'other' })).toEqual(FIRST);
    expect(readFileSync(path, 'utf8')).not.toContain('SD0001');
  });

  it('knows no change if the file is damaged, and notes the next one', async () => {
    const history = pinHistoryFile(path);
    for (const damage of ['{', '[]', '{"x":"yesterday"}']) {
      writeFileSync(path, damage);
      expect(history.lastChange(TOKEN)).toBeNull();
    }
    await history.note(TOKEN, SECOND);
    expect(history.lastChange(TOKEN)).toEqual(SECOND);
  });

  it('ignores a folder that cannot be written', async () => {
    writeFileSync(join(folder, 'taken'), '');
    const history = pinHistoryFile(join(folder, 'taken', 'pin-changes.json'));
    await history.note(TOKEN, SECOND);
    expect(history.lastChange(TOKEN)).toBeNull();
  });
});
