import { certificateOrNull } from '../../core/x509/certificate.ts';
import type { RegisterAct, RegisterEntry, UseParticulars } from '../../shared/model/register-entry.ts';
import { failure, resultOf, type Result } from '../../shared/result.ts';
import type { SealedFile } from '../documents/document-engine.ts';
import { fileNameOf } from '../documents/file-facts.ts';
import {
  sealDocument,
  type SealPorts,
  type SealRequest,
  type StampedFile,
} from '../sealing/seal-document.ts';
import { signDocument, type SignPorts, type SignRequest } from '../sealing/sign-document.ts';
import type { Clock } from '../ports.ts';
import { newEntry, type ActFacts } from './new-entry.ts';
import { watchSigning, type CheckpointKey } from './sign-checkpoint.ts';
import type { UseJournal } from './use-journal.ts';

/**
 * Takes an entry, and the key that signs the register with it in; never fails: whoever gives this says plainly
 * where an entry could not be kept.
 */
export type KeepRecord = (entry: RegisterEntry, key?: CheckpointKey | null) => Promise<void>;

/** Where acts are written down. */
export interface Recorder {
  readonly clock: Clock;
  readonly keep: KeepRecord;
  /** Absent where nothing outlives the process. */
  readonly journal?: UseJournal;
}

/** What was known of a document before the key was used; nothing where it did not come so far. */
type DocumentBefore = Pick<NonNullable<RegisterEntry['document']>, 'sm3Before' | 'page' | 'pages'>;

/**
 * {@link sealDocument}, written down whether it ends well or not: by then the PIN was asked for. Where it did, the
 * key signs the register as well.
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
 * {@link signDocument}, written down whether it ends well or not.
 * @param key signs the register afterwards: of an SM2 certificate, where the token has one; null leaves it unsigned
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

/** A use of a key on a document, noted before the key is used and written down at its end. */
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
 * An act in the life of a token or a seal, written down with its outcome.
 * @param keyAfter asked where it ended well: the key that the act has proven, which signs the register then
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

/** A result of a result, where `work` may also be stopped by a thrown CodedError. */
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

/** Null where no time was asked for. */
function isStamped(outcome: Result<StampedFile>): boolean | null {
  if (!outcome.ok || outcome.value.trustedTime.state === 'notAsked') return null;
  return outcome.value.trustedTime.state === 'stamped';
}

function certificateOf(der: Uint8Array): RegisterEntry['certificate'] {
  const certificate = certificateOrNull(der);
  return certificate && { subject: certificate.subject.text, serial: certificate.serial };
}
