import { openOfd } from '../../core/ofd/package/ofd-package.ts';
import { firstDocument } from '../../core/ofd/places/first-document.ts';
import type { Language } from '../../shared/model/app-info.ts';
import type { DocumentView } from '../../shared/model/document-view.ts';
import type { PolicyProfile } from '../../shared/model/policy-profile.ts';
import { type Result, resultOf, unwrap } from '../../shared/result.ts';
import type { DocumentEngine } from '../documents/document-engine.ts';
import { withFile } from '../documents/with-file.ts';
import type { FilePort, HeldFile } from '../ports/files.ts';
import type { Recorder } from '../register/acts-on-record.ts';
import { copyNotices } from './copy-notice.ts';
import { copyOnRecord } from './record-copy.ts';

/** What a copy of an OFD needs of the world. */
export interface OfdCopyPorts {
  readonly documents: Pick<DocumentEngine, 'hash' | 'view'>;
  readonly files: Pick<FilePort, 'open'>;
  readonly recorder: Recorder;
  /** The rules that the person works under. */
  readonly profiles: () => Promise<readonly PolicyProfile[]>;
  /** The user of the computer. */
  readonly person: string;
}

interface OfdCopyOrder {
  /** Held open by the caller. */
  readonly file: HeldFile;
  readonly outputPath: string;
  readonly language: Language;
}

/**
 * Writes the pages of an OFD to a new PDF, in which words stay words. Each page says below what it counts for, and the copy
 * goes on record: also of an OFD that takes no seal, such as a locked one. Fails with the reasons why the OFD cannot be read, and as
 * writing does.
 */
export async function copyOfOfd(
  { file, outputPath, language }: OfdCopyOrder,
  { documents, files, recorder, profiles, person }: OfdCopyPorts,
): Promise<Result<DocumentView>> {
  const facts = await resultOf(async () => {
    const sm3 = unwrap(await documents.hash(file));
    const pages = await withFile(file, { files }, (open) => firstDocument(openOfd(open)).pages.length);
    return { kind: 'pdf', sm3, pages } as const;
  });
  if (!facts.ok) return facts;
  const madeAt = recorder.clock.now().toISOString();
  const notices = copyNotices(await profiles(), { ...facts.value, madeAt }, language);
  const copied = { ...facts.value, file: file.path, person };
  return resultOf(async () => {
    const made = unwrap(
      await copyOnRecord(copied, () => documents.view(file, outputPath, { kind: 'copy', notices }), recorder),
    );
    if (made === null) throw new Error('a copy that nobody gave up');
    return made;
  });
}
