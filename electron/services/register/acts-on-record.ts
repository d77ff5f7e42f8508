import { certificateOrNull } from '../../core/x509/certificate.ts';
import type { RegisterAct, RegisterEntry } from '../../shared/model/register.ts';
import { failure, resultOf, type Result } from '../../shared/result.ts';
import type { SealedFile } from '../documents/document-engine.ts';
import { fileNameOf } from '../documents/file-facts.ts';
import type { Clock } from '../ports/clock.ts';
import { newEntry, type ActFacts } from './record-entry.ts';
import type { CheckpointKey } from './sign-checkpoint.ts';
import type { UseJournal } from './use-journal.ts';

/**
 * Keeps an entry, together with the key that signs the register with it. Never fails: its provider reports entries that
 * could not be kept.
 */
export type KeepRecord = (entry: RegisterEntry, key?: CheckpointKey | null) => Promise<void>;

/** The place where acts are put on record. */
export interface Recorder {
  readonly clock: Clock;
  readonly keep: KeepRecord;
  /** Absent when nothing outlives the process. */
  readonly journal?: UseJournal;
}

/** The facts about the document that were known before the key was used; all null when the act failed before that. */
type DocumentBefore = Pick<NonNullable<RegisterEntry['document']>, 'sm3Before' | 'page' | 'pages'>;

interface BegunUse {
  readonly facts: ActFacts;
  readonly inputPath: string;
  readonly outputPath: string;
}

/** A use of a key on a document that has begun. */
export interface DocumentUse {
  /**
   * Notes the use in the journal. Called once the document is known and before the key is used.
   * @param more is known by then, and stands in the entry if the use is interrupted
   */
  prepared(document: DocumentBefore, more?: ActFacts): Promise<void>;
  /** Notes that the key has signed. @param sm3After of the draft that holds the signature, and that has no name yet */
  signed(sm3After: string): Promise<void>;
  /** Writes the use down with its outcome. @param key signs the register afterwards; null leaves it unsigned */
  end(
    outcome: Result<Pick<SealedFile, 'sm3After'>>,
    more: ActFacts,
    key: CheckpointKey | null,
  ): Promise<void>;
}

/** Begins a use of a key on a document, which is noted before the key is used and written down at its end. */
export function beginUse(
  act: 'seal' | 'sign',
  { facts, inputPath, outputPath }: BegunUse,
  recorder: Recorder,
): DocumentUse {
  let before: DocumentBefore = { sm3Before: null, page: null, pages: null };
  let sm3After: string | null = null;
  let noted: string | null = null;
  let more: ActFacts = {};
  const entryOf = (outcome: Result<unknown>): RegisterEntry => ({
    ...newEntry(act, outcome, recorder.clock),
    ...facts,
    document: { ...before, name: fileNameOf(inputPath), sm3After },
  });
  const note = async (): Promise<void> => {
    noted = (await recorder.journal?.open({ ...entryOf(INTERRUPTED), ...more }, outputPath, noted)) ?? noted;
  };
  return {
    prepared: async ({ sm3Before, page, pages }, known = {}) => {
      before = { sm3Before, page, pages };
      more = known;
      await note();
    },
    signed: async (sm3) => {
      sm3After = sm3;
      await note();
    },
    end: async (outcome, known, key) => {
      if (outcome.ok) ({ sm3After } = outcome.value);
      await recorder.keep({ ...entryOf(outcome), ...known }, key);
      if (noted !== null) await recorder.journal?.close(noted);
    },
  };
}

const INTERRUPTED = failure({ code: 'REGISTER_INTERRUPTED' });

/**
 * Runs an act in the life of a token or a seal and puts it on record with its outcome.
 * @param keyAfter returns the key that the act has proven and that signs the register; called only after a success
 */
export async function actOnRecord<T>(
  act: RegisterAct,
  facts: ActFacts,
  work: () => Promise<Result<T>>,
  recorder: Recorder,
  keyAfter: () => Promise<CheckpointKey | null> = () => Promise.resolve(null),
): Promise<Result<T>> {
  const outcome = await flat(work);
  const entry = { ...newEntry(act, outcome, recorder.clock), ...facts };
  await recorder.keep(entry, outcome.ok ? await keyAfter() : null);
  return outcome;
}

/** Unites the two ways in which `work` may fail: a failed result and a thrown CodedError. */
async function flat<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  const outcome = await resultOf(work);
  return outcome.ok ? outcome.value : outcome;
}

/** Returns a certificate (DER) as entries name it; null when it cannot be read. */
export function certificateOf(der: Uint8Array): RegisterEntry['certificate'] {
  const certificate = certificateOrNull(der);
  return certificate && { subject: certificate.subject.text, serial: certificate.serial };
}
