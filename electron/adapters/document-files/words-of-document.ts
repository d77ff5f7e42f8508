import { closeSync } from 'node:fs';
import { isOfd } from '../../core/pdf/other-formats.ts';
import type { DocumentEngine } from '../../services/documents/document-engine.ts';
import type { OpenedDocument } from '../../services/ports/files.ts';
import { resultOf, unwrap } from '../../shared/result.ts';
import { holdFile, nodeFiles } from '../files/node-files.ts';
import { makePrivatePath } from '../files/private-path.ts';

/**
 * Returns a document with the words of an OFD, for one act of a command or a queue: what reads them, and what asks for what
 * cannot be drawn, finds both without drawing the pages again. Closing the document removes them. A PDF is returned as it is,
 * and so is an OFD that cannot be drawn: each step says itself what is wrong with it.
 */
export async function withWords(
  document: OpenedDocument,
  documents: Pick<DocumentEngine, 'view'>,
): Promise<OpenedDocument> {
  const drawn = await resultOf(async () => {
    if (!isOfd(nodeFiles.open(document.file))) return document;
    const { path, remove } = makePrivatePath();
    try {
      const { notes, invoice } = unwrap(await documents.view(document.file, path, { kind: 'words' }));
      const view = { ...holdFile(path), notes, invoice };
      const close = (): void => {
        document.close();
        closeSync(view.descriptor);
        remove();
      };
      return { ...document, file: { ...document.file, view }, close };
    } catch (error) {
      remove();
      throw error;
    }
  });
  return drawn.ok ? drawn.value : document;
}
