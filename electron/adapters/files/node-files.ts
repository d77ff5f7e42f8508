import type { FilePort } from '../../services/ports/files.ts';
import { createDraftFile } from './draft-file.ts';
import { openFile } from './open-file.ts';

/** Files of the system's own file system. */
export const nodeFiles: FilePort = { open: openFile, createDraft: createDraftFile };
