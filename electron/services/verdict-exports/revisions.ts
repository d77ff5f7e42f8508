import { piecesOf } from '../../core/bytes/byte-source.ts';
import { CodedError } from '../../shared/errors.ts';
import { hashedRevisions, type RevisionFacts, versionEnds } from '../documents/revision-history.ts';
import { withDraft } from '../documents/with-file.ts';
import type { OpenFile } from '../ports/files.ts';
import type { ExportPorts } from './export-files.ts';

/** Lists the versions of a document, each with the SM3 of its bytes. @throws CodedError as reading the document does */
export function revisionsOf(file: OpenFile, ports: ExportPorts): Promise<RevisionFacts[]> {
  return hashedRevisions(file, versionEnds(file), ports);
}

/** Writes one version to a new file. @throws CodedError REVISION_NOT_FOUND, and as files fail */
export async function extractRevision(
  file: OpenFile,
  number: number,
  outputPath: string,
  ports: ExportPorts,
): Promise<RevisionFacts> {
  const revisions = versionEnds(file);
  const revision = revisions.find((each) => each.number === number);
  if (revision === undefined) {
    const known = revisions.map((each) => each.number).join(' ');
    throw new CodedError('REVISION_NOT_FOUND', String(number), { number, known });
  }
  const [wanted] = await hashedRevisions(file, [revision], ports);
  if (wanted === undefined) throw new Error('one version was hashed');
  await withDraft(outputPath, file.permissions, ports, (draft) => {
    for (const piece of piecesOf(file, 0, wanted.bytes)) draft.write(piece);
    if (!file.unchanged()) throw new CodedError('FILE_CHANGED', 'changed while it was copied');
  });
  return wanted;
}
