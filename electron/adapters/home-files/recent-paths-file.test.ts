import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { windows } from '../systems/windows.ts';
import { recentPathsFile } from './recent-paths-file.ts';

const home = mkdtempSync(join(tmpdir(), 'sealdesk-recent-'));
afterAll(() => rmSync(home, { recursive: true }));

describe('recentPathsFile', () => {
  it('reads what was written, and nothing from a damaged file', () => {
    const paths = recentPathsFile(home);
    expect(paths.read()).toEqual([]);
    const kept = [{ path: join(home, '合同.pdf'), openedAt: '2026-11-27T09:00:00.000Z' }];
    paths.write(kept);
    expect(recentPathsFile(home).read()).toEqual(kept);
    writeFileSync(join(home, 'recent-documents.json'), '[{"path": 1}');
    expect(paths.read()).toEqual([]);
  });

  it('tells a file that is there from one that is gone, by ids that hide their paths', async () => {
    const paths = recentPathsFile(home);
    writeFileSync(join(home, 'here.pdf'), '');
    expect(await paths.isThere(join(home, 'here.pdf'))).toBe(true);
    expect(await paths.isThere(join(home, 'gone.pdf'))).toBe(false);
    expect(paths.idOf('/a/合同.pdf')).toMatch(/^[0-9a-f]{32}$/);
    const onWindows = recentPathsFile(home, windows);
    expect(onWindows.idOf('C:\\A\\合同.PDF')).toBe(onWindows.idOf('c:/a/合同.pdf'));
  });

  it('a home that cannot be written to loses the list alone', () => {
    const paths = recentPathsFile(join(home, 'here.pdf'));
    paths.write([]);
    expect(paths.read()).toEqual([]);
  });
});
