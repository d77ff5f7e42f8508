import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { headLine, type JournalReading, readHeadLines } from '../../core/register/head-lines.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { HeadJournal } from '../../services/register/register-history.ts';
import { systemErrorName } from '../files/file-errors.ts';
import { makePrivateFolder } from '../files/private-folder.ts';
import { storeError } from './store-errors.ts';
import { headsIn, storeFolderIn } from './store-files.ts';

/** The end of the journal that is read before a sealing: some hundred heads, whatever the journal's length. */
const RECENT_BYTES = 64 * 1024;

const LINE_FEED = 0x0a;

/** Returns the path of the journal of heads in a home. */
export const headJournalIn = (home: string): string => headsIn(storeFolderIn(home));

/**
 * The journal of heads: a file beside the database to which lines are only ever added, each flushed to the disk. A line
 * that a death cut off is ended before the next one begins.
 * @param path of the file; it is made at its first use
 */
export function headJournal(path: string, engine: Pick<SmEngine, 'sm3'>): HeadJournal {
  return {
    recent: async () => (await readEnd(path, RECENT_BYTES)).heads,
    all: () => readEnd(path, Number.POSITIVE_INFINITY),
    add: (head) =>
      storing(async () => {
        const { certificates } = await readEnd(path, RECENT_BYTES);
        await append(path, headLine(head, certificates, engine));
      }),
  };
}

/** Reads the last bytes of the file, from the beginning of a line on. An absent file has no heads. */
async function readEnd(path: string, length: number): Promise<JournalReading> {
  const file = await openOrNull(path);
  if (file === null) return readHeadLines('');
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - length);
    const bytes = Buffer.alloc(size - from);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
    const text = bytes.toString('utf8', 0, bytesRead);
    return readHeadLines(from === 0 ? text : text.slice(text.indexOf('\n') + 1));
  } finally {
    await file.close();
  }
}

async function openOrNull(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (systemErrorName(error) === 'ENOENT') return null;
    throw storeError(error);
  }
}

async function append(path: string, line: Uint8Array): Promise<void> {
  makePrivateFolder(dirname(path));
  const file = await open(path, 'a+', 0o600);
  try {
    const { size } = await file.stat();
    const last = Buffer.alloc(1);
    if (size > 0) await file.read(last, 0, 1, size - 1);
    const isTorn = size > 0 && last[0] !== LINE_FEED;
    // One write, so that two processes never mix their lines.
    await file.write(isTorn ? Buffer.concat([Buffer.of(LINE_FEED), line]) : line);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function storing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storeError(error);
  }
}
