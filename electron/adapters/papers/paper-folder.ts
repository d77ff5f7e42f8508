import { writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { memorySource } from '../../core/bytes/byte-source.ts';
import { isFileName } from '../../core/bytes/file-names.ts';
import { paperTypeOf } from '../../core/image/image-format.ts';
import { readOfficeDocument } from '../../core/office/office-document.ts';
import type { PaperStore, ReadPaper } from '../../services/papers/papers.ts';
import type { SecretKeeper } from '../../services/ports/secrets.ts';
import { CodedError } from '../../shared/errors.ts';
import { PAPER_LIMITS } from '../../shared/model/pin-reset.ts';
import { resultOf } from '../../shared/result.ts';
import { reading, writing } from '../files/file-errors.ts';
import { fontFile, fontFolderIn } from '../fonts/font-files.ts';
import { fileMoves } from '../files/file-moves.ts';
import { makePrivateFolder } from '../files/private-folder.ts';
import { readRegularFile } from '../files/regular-file.ts';
import { examineInThread, watermarkInThread } from './paper-operations.ts';

/**
 * Keeps the papers of applications in a folder, in one of its own for each application, readable by this user alone.
 * @param dist folder of all bundles
 */
export function paperFolder(folder: string, dist: string): PaperStore {
  const script = pathToFileURL(join(dist, 'papers', 'watermark-worker.js'));
  const folderOf = (number: string): string => join(folder, safeName(number));
  const pathOf = (number: string, id: string): string => join(folderOf(number), `${safeName(id)}.pdf`);
  return {
    read: (path) => resultOf(() => readPaper(path)),
    watermark: async (paper, mark) => {
      const font = await resultOf(() =>
        reading(() => readRegularFile(fontFile(fontFolderIn(dist), 'regular'))),
      );
      return font.ok ? watermarkInThread(script, { paper, mark, font: font.value }) : font;
    },
    keep: (number, id, pdf) =>
      resultOf(() => {
        const [own, path] = [folderOf(number), pathOf(number, id)];
        return writing(() => {
          makePrivateFolder(own);
          writeFileSync(path, pdf, { mode: 0o600 });
          return null;
        });
      }),
    load: (number, id) =>
      resultOf(() => {
        const path = pathOf(number, id);
        return reading(() => readRegularFile(path));
      }),
    examine: (paper, asIs) => examineInThread(script, { paper, asIs }),
    remove: async (number, id) => fileMoves.remove(pathOf(number, id)),
    discard: (number) =>
      rm(folderOf(number), { recursive: true, force: true, maxRetries: 3, retryDelay: 100 }),
  };
}

/** Refuses a number that would lead to another folder or to a device of Windows: the platform chooses the numbers. */
export function safeName(name: string): string {
  if (!/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$/.test(name) || !isFileName(name))
    throw new CodedError('PLATFORM_ANSWER_INVALID', name);
  return name;
}

/** Reads a paper. It looks at the size first, so that a video chosen by mistake is not read. */
function readPaper(path: string): ReadPaper {
  const name = basename(path);
  const most = PAPER_LIMITS.fileBytes;
  const tooLarge = (size: number): CodedError =>
    new CodedError('RESET_PAPER_TOO_LARGE', '', { name, size, most });
  const bytes = reading(() => readRegularFile(path, { most, tooLarge }));
  const type = paperTypeOf(bytes);
  if (readOfficeDocument(memorySource(bytes))?.holdsMacros === true)
    throw new CodedError('LIFE_PAPER_ACTIVE', 'macros', { name, found: 'macros' });
  if (type === null) throw new CodedError('RESET_PAPER_TYPE', '', { name });
  return { name, type, bytes };
}

/** Prefix of a secret that only the file's permissions protect. */
const PLAIN = 'plain:';

/** Keeps secrets in plain text on a system without protection: only the user can read the store. */
export const plainSecrets = {
  protect: (secret: string) => `${PLAIN}${secret}`,
  reveal: (kept: string) => (kept.startsWith(PLAIN) ? kept.slice(PLAIN.length) : null),
} satisfies SecretKeeper;
