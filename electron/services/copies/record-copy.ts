import type { CopyKind } from '../../shared/model/document-copy.ts';
import type { RegisterAct } from '../../shared/model/register.ts';
import type { Result } from '../../shared/result.ts';
import { fileNameOf } from '../documents/file-facts.ts';
import { actOnRecord, type Recorder } from '../register/acts-on-record.ts';
import { NOBODY } from '../register/record-entry.ts';

/** The act that each kind of copy is in the register. */
const ACT_OF = {
  print: 'printed',
  images: 'convertedToImages',
  pdf: 'convertedToPdf',
} as const satisfies Record<CopyKind, RegisterAct>;

/** What the register says of a copy. */
export interface CopyOnRecord {
  readonly kind: CopyKind;
  /** Name of the document, with or without its folders. */
  readonly file: string;
  /** SM3 of the document, hexadecimal. */
  readonly sm3: string;
  readonly pages: number;
  /** The user of the computer. */
  readonly person: string;
}

/**
 * Makes a copy of a document and puts it on record with its outcome. A print that the person gives up is no act.
 * @param make makes the copy; null where the person has changed their mind
 */
export async function copyOnRecord<T>(
  { kind, file, sm3, pages, person }: CopyOnRecord,
  make: () => Promise<Result<T | null>>,
  recorder: Recorder,
): Promise<Result<T | null>> {
  const made = await make();
  if (made.ok && made.value === null) return made;
  const document = { name: fileNameOf(file), sm3Before: sm3, sm3After: null, page: null, pages };
  const facts = { document, people: { ...NOBODY, user: person } };
  return actOnRecord(ACT_OF[kind], facts, () => Promise.resolve(made), recorder);
}
