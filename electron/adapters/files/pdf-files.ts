import type { Dirent } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SEARCH_BUDGET } from '../../core/budgets.ts';
import { overBudget } from '../../core/work-meter.ts';
import type { FoundFile } from '../../services/ports/files.ts';
import { CodedError } from '../../shared/errors.ts';
import { readingLater } from './file-errors.ts';

/** What is left of the budget of one search. */
interface Search {
  entries: number;
}

/**
 * Finds the PDF files of a folder and of all folders within it, by name, without blocking the thread. Links to folders
 * are not followed, so that none leads round in a circle. A path to anything but a folder is found itself. A folder
 * that cannot be read, or at which the search has looked at too much, comes with its error.
 */
export async function* pdfFilesUnder(path: string): AsyncGenerator<FoundFile> {
  const status = await stat(path).catch(() => null);
  if (status?.isDirectory() === true) yield* pdfFilesIn(path, { entries: SEARCH_BUDGET.entries });
  else yield { path };
}

async function* pdfFilesIn(folder: string, search: Search): AsyncGenerator<FoundFile> {
  try {
    const entries = await readingLater(() => entriesOf(folder, search));
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) yield* pdfFilesIn(path, search);
      else if (entry.name.toLowerCase().endsWith('.pdf')) yield { path };
    }
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    yield { path: folder, error: error.toAppError() };
  }
}

async function entriesOf(folder: string, search: Search): Promise<Dirent[]> {
  const entries: Dirent[] = [];
  for await (const entry of await opendir(folder, { bufferSize: 256 })) {
    search.entries -= 1;
    if (search.entries < 0) throw overBudget('entriesOfFolders', SEARCH_BUDGET.entries);
    entries.push(entry);
  }
  return entries;
}
