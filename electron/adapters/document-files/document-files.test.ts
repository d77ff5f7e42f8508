import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { FoundFile } from '../../services/ports/files.ts';
import { sealableFilesUnder } from './document-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'pdf-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function allOf(path: string): Promise<readonly FoundFile[]> {
  const all: FoundFile[] = [];
  for await (const found of sealableFilesUnder(path)) all.push(found);
  return all;
}

it('The PDF files of a folder come by name, those of folders within it too, and no link leads in a circle', async () => {
  mkdirSync(join(folder, '乙', 'c'), { recursive: true });
  for (const name of ['b.PDF', 'a.pdf', 'a.txt', '乙/z.pdf', '乙/c/y.pdf'])
    writeFileSync(join(folder, name), '');
  symlinkSync(folder, join(folder, '乙', 'round'));
  const all = await allOf(folder);
  const found = all.map(({ path }) => relative(folder, path).replaceAll('\\', '/'));
  expect(found).toEqual(['a.pdf', 'b.PDF', '乙/c/y.pdf', '乙/z.pdf']);
  const gone = join(folder, 'gone');
  expect(await allOf(gone)).toEqual([{ path: gone }]);
});
