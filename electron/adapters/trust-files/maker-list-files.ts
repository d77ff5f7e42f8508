import { join } from 'node:path';
import { z } from 'zod';
import { FILE_BUDGET } from '../../core/budgets.ts';
import { utf8Bytes } from '../../core/bytes/encodings.ts';
import { readJson } from '../../core/bytes/json.ts';
import { readMakerListFile } from '../../core/platform/maker-lists.ts';
import type { Statement } from '../../core/platform/signed-statement.ts';
import { namesIn, systemErrorName, writing } from '../files/file-errors.ts';
import { readRegularText } from '../files/regular-file.ts';
import { replaceFile } from '../files/replace-file.ts';

/** Names of files with a list of seal makers end so. */
const MAKERS_FILE = 'makers.json';
/** The administrators whose lists count in a trust folder. */
const CONFIRMED_FILE = 'makers-confirmed.json';

const confirmedSchema = z.strictObject({ signers: z.array(z.string().regex(/^[0-9a-f]{64}$/)) });

export interface MakerListFile {
  readonly file: string;
  /** Null for a file that holds no list. */
  readonly statement: Statement | null;
}

/** Lists the files of a trust folder that should hold lists of seal makers. */
export function makerListFiles(folder: string): MakerListFile[] {
  const names = namesIn(folder).filter((name) => name.endsWith(MAKERS_FILE));
  return names.sort().map((file) => ({ file, statement: readOrNull(join(folder, file)) }));
}

function readOrNull(path: string): Statement | null {
  const text = textOrNull(path);
  return text === null ? null : readMakerListFile(text);
}

/** Reads whom the person has confirmed; nobody if there is no such file, or a damaged one. */
export function confirmedMakerSigners(folder: string): readonly string[] {
  try {
    return confirmedSchema.parse(readJson(textOrNull(join(folder, CONFIRMED_FILE)) ?? '')).signers;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return [];
    throw error;
  }
}

function textOrNull(path: string): string | null {
  try {
    return readRegularText(path, { most: FILE_BUDGET.settingsBytes });
  } catch (error) {
    if (systemErrorName(error) === undefined) throw error;
    return null;
  }
}

/**
 * Puts a list into a trust folder, and its signer among the confirmed ones, which counts from then on.
 * @param fingerprint SM3 of the signer's certificate, hexadecimal
 * @returns the name of the list's file
 * @throws CodedError OUTPUT_UNWRITABLE, DISK_FULL
 */
export function addMakerList(
  folder: string,
  statement: Statement,
  { fingerprint, number }: { readonly fingerprint: string; readonly number: number },
): string {
  const file = `${fingerprint.slice(0, 16)}-${String(number)}.${MAKERS_FILE}`;
  const signers = [...new Set([...confirmedMakerSigners(folder), fingerprint])];
  writing(() => {
    replaceFile(folder, file, utf8Bytes(`${JSON.stringify(statement)}\n`));
    replaceFile(folder, CONFIRMED_FILE, utf8Bytes(`${JSON.stringify({ signers })}\n`));
  });
  return file;
}
