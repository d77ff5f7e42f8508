import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError, type AppError } from '../../shared/errors.ts';
import { reading } from './file-errors.ts';

/** A document that was found, or a folder whose content cannot be read. */
export interface FoundFile {
  readonly path: string;
  readonly error?: AppError;
}

/**
 * Lists the PDF files of a folder and of all folders within it, by name. Links to folders are not followed, so that
 * none leads round in a circle. A path to anything but a folder is listed itself.
 */
export function* pdfFilesUnder(path: string): Generator<FoundFile> {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) yield { path };
  else yield* pdfFilesIn(path);
}

function* pdfFilesIn(folder: string): Generator<FoundFile> {
  try {
    const entries = reading(() => readdirSync(folder, { withFileTypes: true }));
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) yield* pdfFilesIn(path);
      else if (entry.name.toLowerCase().endsWith('.pdf')) yield { path };
    }
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    yield { path: folder, error: error.toAppError() };
  }
}
