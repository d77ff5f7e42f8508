import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { SealConfirmations } from '../../services/tokens/list-tokens.ts';
import type { SealFile } from '../../services/tokens/seal-files.ts';
import { CodedError } from '../../shared/errors.ts';
import { namesIn, reading, writing } from './file-errors.ts';
import { fileMoves } from './file-moves.ts';
import { readRegularFile } from './regular-file.ts';

const EXTENSION = '.esl';
/** Far above any seal, which holds one picture; keeps a file named by mistake from being read into memory. */
const LARGEST_FILE = 16 * 1024 * 1024;

/**
 * Reads a seal file, or every .esl file of a folder in the order of their names.
 * @throws CodedError FILE_NOT_FOUND, FILE_UNREADABLE, FILE_NOT_REGULAR; FILE_TYPE_UNKNOWN if it is too large for a seal
 */
export function readSealFiles(path: string): SealFile[] {
  return reading(() => {
    if (!statSync(path).isDirectory()) return [readSealFile(path)];
    const names = readdirSync(path).filter((name) => extname(name).toLowerCase() === EXTENSION);
    return names.sort().map((name) => readSealFile(join(path, name)));
  });
}

function readSealFile(path: string): SealFile {
  const tooLarge = (): CodedError => new CodedError('FILE_TYPE_UNKNOWN', 'too large for a seal');
  return { name: basename(path), bytes: readRegularFile(path, { most: LARGEST_FILE, tooLarge }) };
}

const FOLDER = 'unconfirmed-seals';

/** Encodes an esID, which is any ASCII text, so that nothing in it means a path. */
const fileNameOf = (esId: string): string => encodeURIComponent(esId).replace(/\./g, '%2E');

/**
 * Keeps the seals that await confirmation as empty files of a folder in the world, one for each seal, so that the
 * app and the command line may work at the same time.
 * @param home folder of the world
 */
export function sealConfirmationFolder(home: string): SealConfirmations {
  const folder = join(home, FOLDER);
  return {
    awaiting: () => new Set(namesIn(folder).map(decodeURIComponent)),
    expect: (esId) =>
      writing(() => {
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, fileNameOf(esId)), '');
      }),
    confirm: (esId) => writing(() => fileMoves.remove(join(folder, fileNameOf(esId)))),
  };
}
