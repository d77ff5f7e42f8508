import { nodeFiles } from '../../adapters/files/node-files.ts';
import { openPdf } from '../../core/pdf/open-pdf.ts';
import { isPdf } from '../../core/pdf/other-formats.ts';
import type { FileSource } from '../../services/ports/files.ts';
import { CodedError } from '../../shared/errors.ts';

/** Tells whether a document opens by a password alone. A file that cannot be read needs none; the work on it says what is wrong. */
export function needsPassword(source: FileSource): boolean {
  try {
    const file = nodeFiles.open(source);
    try {
      return isPdf(file) && openPdf(file).closed?.code === 'PDF_PASSWORD_NEEDED';
    } finally {
      file.close();
    }
  } catch (error) {
    if (error instanceof CodedError) return false;
    throw error;
  }
}
