import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { CodedError } from '../../shared/errors.ts';
import { reading } from './file-errors.ts';
import { readRegularFile } from './regular-file.ts';

/** Bytes of a list: five thousand long paths. */
const LARGEST_LIST = 8 * 1024 * 1024;

/**
 * Returns the paths that a person names for a batch: a folder, or the lines of a text file (UTF-8, with or without its
 * mark), which count from the present folder.
 * @throws CodedError FILE_NOT_FOUND, FILE_UNREADABLE, BATCH_LIST_INVALID
 */
export function pathsOf(folderOrList: string): readonly string[] {
  const path = resolve(folderOrList);
  if (reading(() => statSync(path)).isDirectory()) return [path];
  const bytes = reading(() => readRegularFile(path, { most: LARGEST_LIST, tooLarge: () => noList(path) }));
  const lines = linesOf(bytes, path).map((line) => line.trim());
  const paths = lines.filter((line) => line !== '').map((line) => resolve(line));
  if (paths.length === 0) throw noList(path);
  return paths;
}

function linesOf(bytes: Uint8Array, path: string): readonly string[] {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (text.startsWith('%PDF-') || text.includes('\0')) throw noList(path);
    return text.split(/\r\n|\r|\n/);
  } catch (error) {
    if (error instanceof TypeError) throw noList(path);
    throw error;
  }
}

const noList = (path: string): CodedError =>
  new CodedError('BATCH_LIST_INVALID', 'not a list of paths', { path });
