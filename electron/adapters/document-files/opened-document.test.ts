import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openToOthers } from '../files/fixtures/open-to-others.ts';
import type { OpenedDocument, HeldFile } from '../../services/ports/files.ts';
import { success } from '../../shared/result.ts';
import { REPLACEMENTS } from '../files/fixtures/replaced-files.ts';
import { nodeFiles } from '../files/node-files.ts';
import { DocumentSnapshots, holdDocument, readHeld, type SnapshotParts } from './opened-document.ts';

const AGREED = new TextEncoder().encode('%PDF-1.7 AGREED 100');
const FORGED = new TextEncoder().encode('%PDF-1.7 FORGED 999');

let folder: string;
let copies: string;
let path: string;
const opened: OpenedDocument[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sealdesk-opened-'));
  copies = join(folder, 'home', 'open-documents');
  path = join(folder, 'contract.pdf');
  writeFileSync(path, AGREED);
});
afterEach(() => {
  for (const document of opened.splice(0)) document.close();
  rmSync(folder, { recursive: true });
});

/** Stands in for SM3: the port takes any hash. */
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const contentOf = (file: HeldFile): Uint8Array => nodeFiles.open(file).read(0, file.size);
const noClone = (): Promise<void> => Promise.reject(new Error('not supported'));

function snapshots(more: Partial<SnapshotParts> = {}): DocumentSnapshots {
  const hash = (file: HeldFile) => Promise.resolve(success(hashOf(contentOf(file))));
  return new DocumentSnapshots({ folder: copies, hash, clone: noClone, ...more });
}

async function kept(opening: OpenedDocument | Promise<OpenedDocument>): Promise<OpenedDocument> {
  const document = await opening;
  opened.push(document);
  return document;
}

const OPENINGS: readonly (readonly [string, () => Promise<OpenedDocument>])[] = [
  ['held for a command', () => kept(holdDocument(path))],
  ['copied', () => kept(snapshots().open(path))],
  ['cloned', () => kept(snapshots({ copyLimit: 0, clone: plainCopy }).open(path))],
  ['too large to copy', () => kept(snapshots({ copyLimit: 0 }).open(path))],
];

function plainCopy(from: string, to: string): Promise<void> {
  return new Promise((resolve) => resolve(copyFileSync(from, to)));
}

describe.each(OPENINGS)('a document that is %s', (_opening, open) => {
  it('is the same while nothing touches its file', async () => {
    const document = await open();
    await document.expectUnchanged(null);
    await document.expectUnchanged(hashOf(AGREED));
    expect(contentOf(document.file)).toEqual(AGREED);
    expect(document.file).toMatchObject({ path, size: AGREED.length });
  });

  it.each(REPLACEMENTS)('is FILE_CHANGED when its file %s', async (_how, replace) => {
    const document = await open();
    replace(path, FORGED);
    await expect(document.expectUnchanged(null)).rejects.toMatchObject({ code: 'FILE_CHANGED' });
  });

  it('is FILE_CHANGED when its file is gone', async () => {
    const document = await open();
    rmSync(path);
    await expect(document.expectUnchanged(null)).rejects.toMatchObject({ code: 'FILE_CHANGED' });
  });

  it('carries the rights of the original for the sealed file', async () => {
    const document = await open();
    expect(document.file.permissions).toBe(statSync(path).mode & 0o777);
  });
});

describe('a copy', () => {
  it.each(REPLACEMENTS)('keeps the content that was opened when the file %s', async (_how, replace) => {
    const document = await kept(snapshots().open(path));
    replace(path, FORGED);
    expect(contentOf(document.file)).toEqual(AGREED);
  });

  it('is readable by its owner alone', async () => {
    await kept(snapshots().open(path));
    const [name = ''] = readdirSync(copies);
    expect(openToOthers(copies, join(copies, name))).toBe(0);
  });

  it('is removed when the document is closed', async () => {
    const document = await snapshots().open(path);
    expect(readdirSync(copies)).toHaveLength(1);
    document.close();
    expect(readdirSync(copies)).toEqual([]);
  });

  it('of an earlier run is removed at the start', async () => {
    mkdirSync(copies, { recursive: true });
    writeFileSync(join(copies, 'left-over.pdf'), 'of a crash');
    snapshots().removeAll();
    expect(readdirSync(copies)).toEqual([]);
  });

  it('is written in full where a file has several pieces', async () => {
    const long = Uint8Array.from({ length: 2_500_000 }, (_, index) => index % 251);
    writeFileSync(path, long);
    const document = await kept(snapshots().open(path));
    expect(hashOf(contentOf(document.file))).toBe(hashOf(long));
    expect(await readHeld(document.file, 2_499_999, 10)).toEqual(long.slice(2_499_999));
  });

  it('gives way to the file itself when it cannot be written', async () => {
    writeFileSync(join(folder, 'home'), 'a file where the folder should be');
    const document = await kept(snapshots().open(path));
    await document.expectUnchanged(hashOf(AGREED));
    expect(contentOf(document.file)).toEqual(AGREED);
  });

  it('is given up when the file system does not answer, and leaves nothing behind', async () => {
    const clone = (): Promise<void> => new Promise(() => undefined);
    const opening = snapshots({ clone, haltMs: 1_500 }).open(path);
    await expect(opening).rejects.toMatchObject({ code: 'FILE_STALLED' });
    expect(readdirSync(copies)).toEqual([]);
  });

  it('is refused when the file is replaced while it is made', async () => {
    const [, replace] = REPLACEMENTS[0] ?? ['', () => undefined];
    const clone = async (from: string, to: string): Promise<void> => {
      replace(from, FORGED);
      await plainCopy(from, to);
    };
    await expect(snapshots({ clone }).open(path)).rejects.toMatchObject({ code: 'FILE_CHANGED' });
    expect(readdirSync(copies)).toEqual([]);
  });
});

describe('a file that is too large to copy', () => {
  it('is FILE_CHANGED when its content differs, even with its former size and time', async () => {
    const document = await kept(snapshots({ copyLimit: 0 }).open(path));
    const { atime, mtime } = statSync(path);
    writeFileSync(path, FORGED);
    utimesSync(path, atime, mtime);
    const sm3 = hashOf(readFileSync(path));
    await expect(document.expectUnchanged(sm3)).rejects.toMatchObject({ code: 'FILE_CHANGED' });
  });

  it('is copied if it is a package, whose view is drawn before its verdict', async () => {
    const genuine = new TextEncoder().encode('PK genuine');
    writeFileSync(path, genuine);
    const document = await kept(snapshots({ copyLimit: 0 }).open(path));
    const { atime, mtime } = statSync(path);
    writeFileSync(path, new TextEncoder().encode('PK forged!'));
    utimesSync(path, atime, mtime);
    expect(contentOf(document.file)).toEqual(genuine);
  });

  it('leaves no copy', async () => {
    await kept(snapshots({ copyLimit: 0 }).open(path));
    expect(existsSync(copies) ? readdirSync(copies) : []).toEqual([]);
  });
});

describe('an opening', () => {
  it.each([
    ['a missing file', 'missing.pdf', 'FILE_NOT_FOUND'],
    ['a folder', '.', 'FILE_NOT_REGULAR'],
  ])('refuses %s', async (_what, name, code) => {
    const wanted = join(folder, name);
    await expect(snapshots().open(wanted)).rejects.toMatchObject({ code });
    expect(() => holdDocument(wanted)).toThrow(expect.objectContaining({ code }));
  });
});
