import { basename, extname } from 'node:path';
import { archiveStamp, type ArchiveStampParts } from '../../services/archive-stamp/archive-stamp.ts';
import type { SavedArchiveStamp } from '../../shared/model/archive-stamp.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import type { Dialogs } from '../window/dialogs.ts';
import type { OpenDocuments } from '../documents/open-documents.ts';

export interface ArchiveStampHandlerParts {
  readonly documents: OpenDocuments;
  readonly dialogs: Pick<Dialogs, 'chooseExportPath'>;
  readonly archiveStamps: () => Promise<ArchiveStampParts>;
}

/** Gives an open document an archive time stamp in a new file; null where the person changes their mind. */
export function archiveStampHandler({
  documents,
  dialogs,
  archiveStamps,
}: ArchiveStampHandlerParts): (request: {
  readonly id: string;
}) => Promise<Result<SavedArchiveStamp | null>> {
  return ({ id }) =>
    documents.work(id, async (document) => {
      const { path, view } = document.file;
      if (view !== undefined) return failure({ code: 'OFD_NO_ARCHIVE_STAMP' });
      const name = `${basename(path, extname(path))}_归档.pdf`;
      const outputPath = await dialogs.chooseExportPath(name, 'pdf', 'verification');
      if (outputPath === null) return success(null);
      const stamped = await archiveStamp({ document, outputPath }, await archiveStamps());
      if (!stamped.ok) return stamped;
      const { stampedAt, renewBy, missing } = stamped.value;
      return success({ name: basename(outputPath), stampedAt, renewBy, missing });
    });
}
