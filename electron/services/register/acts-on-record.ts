import { certificateOrNull } from '../../core/x509/certificate.ts';
import type { RegisterAct, RegisterEntry, UseParticulars } from '../../shared/model/register.ts';
import { failure, resultOf, type Result } from '../../shared/result.ts';
import type { SealedFile } from '../documents/document-engine.ts';
import { fileNameOf } from '../documents/file-name.ts';
import {
  sealDocument,
  type SealPorts,
  type SealRequest,
  type StampedFile,
} from '../documents/seal-document.ts';
import { signDocument, type SignPorts, type SignRequest } from '../documents/sign-document.ts';
import type { Clock } from '../ports/clock.ts';
import { newEntry, type ActFacts } from './record-entry.ts';
import { watchSigning, type CheckpointKey } from './sign-checkpoint.ts';
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

/**
 * Runs {@link sealDocument} and puts it on record, whether it succeeds or not, because the PIN was asked for by then.
 * After a success the key signs the register as well.
 */
export async function sealOnRecord(
  request: SealRequest,
  particulars: UseParticulars,
  pin: Uint8Array | null,
  ports: SealPorts,
  recorder: Recorder,
): Promise<Result<StampedFile>> {
  const { chosen, inputPath, outputPath } = request;
  const facts = {
    seal: { esId: chosen.info.esId, name: chosen.info.name },
    certificate: certificateOf(chosen.certificate),
    tokenSerial: chosen.token.serial,
    ...said(particulars),
  };
  const use = begin('seal', { facts, inputPath, outputPath }, recorder);
  const { tokens, usedKey } = watchSigning(ports.tokens);
  const onPrepared = use.prepared;
  const sealed = await flat(() => sealDocument(request, pin, { ...ports, tokens, onPrepared }));
  await use.end(sealed, { timeStamped: isStamped(sealed) }, sealed.ok ? usedKey(pin) : null);
  return sealed;
}

/**
 * Runs {@link signDocument} and puts it on record, whether it succeeds or not.
 * @param key signs the register afterwards if it belongs to an SM2 certificate; null leaves the register unsigned
 */
export async function signOnRecord(
  request: SignRequest,
  pin: Uint8Array,
  ports: SignPorts,
  recorder: Recorder,
  key: CheckpointKey | null = null,
): Promise<Result<SealedFile>> {
  const { inputPath, outputPath, certificate, address } = request;
  const facts = { certificate: certificateOf(certificate), tokenSerial: address.serial };
  const use = begin('sign', { facts, inputPath, outputPath }, recorder);
  const onPrepared = (sm3Before: string): Promise<void> =>
    use.prepared({ sm3Before, page: null, pages: null });
  const signed = await flat(() => signDocument({ ...request, onPrepared }, pin, ports));
  await use.end(signed, {}, signed.ok ? key : null);
  return signed;
}

interface Beginning {
  readonly facts: ActFacts;
  readonly inputPath: string;
  readonly outputPath: string;
}

/** Prepares the record of a key's use on a document: it is noted before the key is used and completed at the end. */
function begin(act: 'seal' | 'sign', { facts, inputPath, outputPath }: Beginning, recorder: Recorder) {
  let before: DocumentBefore = { sm3Before: null, page: null, pages: null };
  let noted: string | null = null;
  const entryOf = (outcome: Result<unknown>, sm3After: string | null): RegisterEntry => ({
    ...newEntry(act, outcome, recorder.clock),
    ...facts,
    document: { ...before, name: fileNameOf(inputPath), sm3After },
  });
  return {
    prepared: async ({ sm3Before, page, pages }: DocumentBefore): Promise<void> => {
      before = { sm3Before, page, pages };
      noted = (await recorder.journal?.open(entryOf(INTERRUPTED, null), outputPath)) ?? null;
    },
    end: async (outcome: Result<SealedFile>, more: ActFacts, key: CheckpointKey | null): Promise<void> => {
      const sm3After = outcome.ok ? outcome.value.sm3After : null;
      await recorder.keep({ ...entryOf(outcome, sm3After), ...more }, key);
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

function said({ purpose, counterpart, applicant, approver, keeper, approval }: UseParticulars) {
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  return {
    purpose: orNull(purpose),
    counterpart: orNull(counterpart),
    people: {
      applicant: orNull(applicant),
      approver: orNull(approver),
      keeper: orNull(keeper),
      user: null,
    },
    approval: approval ?? null,
  };
}

/** Returns null when no time stamp was asked for. */
function isStamped(outcome: Result<StampedFile>): boolean | null {
  if (!outcome.ok || outcome.value.trustedTime.state === 'notAsked') return null;
  return outcome.value.trustedTime.state === 'stamped';
}

function certificateOf(der: Uint8Array): RegisterEntry['certificate'] {
  const certificate = certificateOrNull(der);
  return certificate && { subject: certificate.subject.text, serial: certificate.serial };
}
