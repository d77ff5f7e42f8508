import type { Statement } from '../../core/platform/signed-statement.ts';
import { CodedError } from '../../shared/errors.ts';
import type { ArchiveStamped } from '../../shared/model/archive-stamp.ts';
import { type Result, resultOf, unwrap } from '../../shared/result.ts';
import type { ArchivedSeal, DocumentEngine } from '../documents/document-engine.ts';
import { fileNameOf } from '../documents/file-facts.ts';
import type { OpenedDocument } from '../ports/files.ts';
import type { Recorder } from '../register/acts-on-record.ts';
import { newEntry } from '../register/record-entry.ts';
import type { DigestStampSource } from '../trusted-time/trusted-time.ts';

export interface ArchiveStampOrder {
  /** Open; whoever opened it closes it afterwards. */
  readonly document: OpenedDocument;
  readonly outputPath: string;
}

export interface ArchiveStampParts {
  readonly documents: Pick<
    DocumentEngine,
    'archiveNeeds' | 'prepareArchive' | 'completeArchive' | 'discardArchive'
  >;
  readonly trustFolder: string;
  /** Returns the time-stamp authority for a document with this seal, or without one; undefined if there is none. */
  readonly timeOf: (seal: ArchivedSeal | null) => Promise<DigestStampSource | undefined>;
  /** Returns what the platform of a seal says of it now, signed. Null if the seal belongs to no platform. */
  readonly statementOn: (seal: ArchivedSeal) => Promise<Result<Statement | null>>;
  readonly recorder: Recorder;
}

/** Any digest serves to learn which authority answers. */
const PROBE = new Uint8Array(32);

/**
 * Gives a sealed document an archive time stamp (归档时间戳) in a new file: what its signatures rest on, the platforms'
 * signed statements on its seals, and a document time stamp over it all. A document that has one already gets another
 * around it. It is written down whether it ends well or not.
 */
export async function archiveStamp(
  { document, outputPath }: ArchiveStampOrder,
  parts: ArchiveStampParts,
): Promise<Result<ArchiveStamped>> {
  let sm3Before: string | null = null;
  const outcome = await resultOf(async (): Promise<ArchiveStamped> => {
    const { documents, trustFolder } = parts;
    const { file } = document;
    await document.expectUnchanged(null);
    const { seals } = unwrap(await documents.archiveNeeds(file, trustFolder));
    const source = await parts.timeOf(seals[0] ?? null);
    if (source === undefined) throw new CodedError('ARCHIVE_STAMP_NO_AUTHORITY', 'no platform');
    const token = unwrap(await source(PROBE));
    const { statements, missing } = await statementsOn(seals, parts);
    const preparation = { input: file, outputPath, trustFolder, token, statements };
    const pending = unwrap(await documents.prepareArchive(preparation));
    try {
      ({ sm3Before } = pending);
      await document.expectUnchanged(sm3Before);
      const stamp = unwrap(await source(pending.digest));
      const stamped = unwrap(await documents.completeArchive(pending.ticket, stamp));
      const { path, size, sm3After, stampedAt, renewBy } = stamped;
      return { path, size, sm3After, stampedAt, renewBy, missing };
    } finally {
      await documents.discardArchive(pending.ticket);
    }
  });
  const sm3After = outcome.ok ? outcome.value.sm3After : null;
  const name = fileNameOf(document.file.path);
  await parts.recorder.keep({
    ...newEntry('archiveStamped', outcome, parts.recorder.clock),
    document: { name, sm3Before, sm3After, page: null, pages: null },
  });
  return outcome;
}

/** A seal that its platform does not know has no statement; the document is stamped all the same, and the outcome says so. */
async function statementsOn(
  seals: readonly ArchivedSeal[],
  { statementOn }: ArchiveStampParts,
): Promise<{ readonly statements: readonly Statement[]; readonly missing: readonly string[] }> {
  const statements: Statement[] = [];
  const missing: string[] = [];
  for (const seal of seals) {
    const found = await statementOn(seal);
    if (!found.ok) missing.push(seal.name);
    else if (found.value !== null) statements.push(found.value);
  }
  return { statements, missing: [...new Set(missing)] };
}
