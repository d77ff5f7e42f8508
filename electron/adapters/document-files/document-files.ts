import type { Dirent, Stats } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SEARCH_BUDGET } from '../../core/budgets.ts';
import { overBudget } from '../../core/work-meter.ts';
import type { FoundFile } from '../../services/ports/files.ts';
import { CodedError } from '../../shared/errors.ts';
import { DOCUMENT_EXTENSIONS } from '../../shared/model/document-view.ts';
import { resultOf } from '../../shared/result.ts';
import { readingLater } from '../files/file-errors.ts';
import { withoutHalt } from '../files/read-deadline.ts';

/** What a search looks for, and what is left of its budget. */
interface Search {
  readonly endings: readonly string[];
  /** Whether folders within the folder are searched. */
  readonly isDeep: boolean;
  entries: number;
}

const SEALED_ENDINGS = DOCUMENT_EXTENSIONS.map((extension) => `.${extension}`);

/** With files that people keep beside those and take for documents to seal; a batch says of each why it is not sealed. */
const DOCUMENT_ENDINGS = [
  ...SEALED_ENDINGS,
  ...['.doc', '.docx', '.docm', '.wps', '.rtf', '.xls', '.xlsx', '.et'],
];

/** Scans, which become documents once they are converted. */
const PICTURE_ENDINGS = ['.png', '.jpg', '.jpeg', '.tif', '.tiff', '.bmp'];

/** Files that an office program keeps beside a document while it is open. */
const LOCK_FILE = /^~\$/;

/**
 * Finds the PDF and OFD files of a folder and of all folders within it, by name, without blocking the thread. Links to folders
 * are not followed, so that none leads round in a circle. A path to anything but a folder is found itself. A folder
 * that cannot be read, does not answer, or at which the search has looked at too much, comes with its error.
 */
export function sealableFilesUnder(path: string): AsyncGenerator<FoundFile> {
  return filesUnder(path, { endings: SEALED_ENDINGS, isDeep: true, entries: SEARCH_BUDGET.entries });
}

/**
 * Finds documents as {@link sealableFilesUnder} does, those included that have to be converted first.
 * @param search whether folders within the folder are searched, and whether pictures count as documents
 */
export function documentsUnder(
  path: string,
  { isDeep, withPictures }: { readonly isDeep: boolean; readonly withPictures: boolean },
): AsyncGenerator<FoundFile> {
  const endings = withPictures ? [...DOCUMENT_ENDINGS, ...PICTURE_ENDINGS] : DOCUMENT_ENDINGS;
  return filesUnder(path, { endings, isDeep, entries: SEARCH_BUDGET.entries });
}

async function* filesUnder(path: string, search: Search): AsyncGenerator<FoundFile> {
  const status = await resultOf(() => answerOf(path));
  if (!status.ok) yield { path, error: status.error };
  else if (status.value?.isDirectory() === true) yield* filesIn(path, search);
  else yield { path };
}

/** A path that leads nowhere is found, so that whoever reads it says so. @throws CodedError FILE_STALLED */
function answerOf(path: string): Promise<Stats | null> {
  return withoutHalt(() => stat(path).catch(() => null));
}

async function* filesIn(folder: string, search: Search): AsyncGenerator<FoundFile> {
  try {
    const entries = await readingLater(() => entriesOf(folder, search));
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (!entry.isDirectory()) {
        if (isWanted(entry.name, search)) yield { path };
      } else if (search.isDeep) yield* filesIn(path, search);
    }
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    yield { path: folder, error: error.toAppError() };
  }
}

function isWanted(name: string, { endings }: Search): boolean {
  const folded = name.toLowerCase();
  return endings.some((ending) => folded.endsWith(ending)) && !LOCK_FILE.test(name);
}

async function entriesOf(folder: string, search: Search): Promise<Dirent[]> {
  return withoutHalt(async (progressed) => {
    const entries: Dirent[] = [];
    for await (const entry of await opendir(folder, { bufferSize: 256 })) {
      progressed();
      search.entries -= 1;
      if (search.entries < 0) throw overBudget('entriesOfFolders', SEARCH_BUDGET.entries);
      entries.push(entry);
    }
    return entries;
  });
}
