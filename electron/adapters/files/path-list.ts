import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { exactUtf8Text } from '../../core/bytes/encodings.ts';
import { CodedError } from '../../shared/errors.ts';
import { reading } from './file-errors.ts';
import { readRegularFile } from './regular-file.ts';

/** Bytes of a list: five thousand long paths. */
const LARGEST_LIST = 8 * 1024 * 1024;

/**
 * Returns the paths that a person names for a batch: a folder, or the lines of a text file, which count from the present folder. The
 * text is UTF-8, with or without its mark, or what Windows writes into a list: UTF-16 with its mark, or code page 936.
 * @throws CodedError FILE_NOT_FOUND, FILE_UNREADABLE, BATCH_LIST_INVALID
 */
export function pathsOf(folderOrList: string): readonly string[] {
  const path = resolve(folderOrList);
  if (reading(() => statSync(path)).isDirectory()) return [path];
  const bytes = reading(() => readRegularFile(path, { most: LARGEST_LIST, tooLarge: () => noList(path) }));
  const text = textOf(bytes);
  if (text === undefined || text.startsWith('%PDF-') || text.includes('\0')) throw noList(path);
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  const paths = lines.filter((line) => line !== '').map((line) => resolve(line));
  if (paths.length === 0) throw noList(path);
  return paths;
}

const noList = (path: string): CodedError =>
  new CodedError('BATCH_LIST_INVALID', 'not a list of paths', { path });

/** Of text that PowerShell has written (Unicode 15, 2.13). */
const UTF_16_MARK = [0xff, 0xfe];

function textOf(bytes: Uint8Array): string | undefined {
  const isUtf16 = UTF_16_MARK.every((octet, index) => bytes[index] === octet);
  const text = isUtf16 ? decoded(bytes, 'utf-16le') : (exactUtf8Text(bytes) ?? decoded(bytes, 'gb18030'));
  return text?.replace(/^\ufeff/, '');
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
