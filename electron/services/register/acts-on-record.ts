import { certificateOrNull } from '../../core/x509/certificate.ts';
import type { RegisterAct, RegisterEntry, UseParticulars } from '../../shared/model/register-entry.ts';
import { resultOf, type Result } from '../../shared/result.ts';
import type { SealedFile } from '../document-engine.ts';
import { fileNameOf } from '../file-name.ts';
import { sealDocument, type SealPorts, type SealRequest, type StampedFile } from '../seal-document.ts';
import { signDocument, type SignPorts, type SignRequest } from '../sign-document.ts';
import type { Clock } from '../ports.ts';
import { newEntry, type ActFacts } from './new-entry.ts';
import { watchSigning, type CheckpointKey } from './sign-checkpoint.ts';

/**
 * Takes an entry, and the key that signs the register with it in; never fails: whoever gives this says plainly
 * where an entry could not be kept.
 */
export type KeepRecord = (entry: RegisterEntry, key?: CheckpointKey | null) => Promise<void>;

/** Where acts are written down. */
export interface Recorder {
  readonly clock: Clock;
  readonly keep: KeepRecord;
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
  const { chosen, inputPath } = request;
  let before: DocumentBefore = { sm3Before: null, page: null, pages: null };
  const onPrepared: SealPorts['onPrepared'] = ({ sm3Before, page, pages }) =>
    void (before = { sm3Before, page, pages });
  const { tokens, usedKey } = watchSigning(ports.tokens);
  const sealed = await flat(() => sealDocument(request, pin, { ...ports, tokens, onPrepared }));
  const entry = {
    ...newEntry('seal', sealed, recorder.clock),
    document: { ...before, name: fileNameOf(inputPath), sm3After: afterOf(sealed) },
    seal: { esId: chosen.info.esId, name: chosen.info.name },
    certificate: certificateOf(chosen.certificate),
    tokenSerial: chosen.token.serial,
    timeStamped: isStamped(sealed),
    ...said(particulars),
  };
  await recorder.keep(entry, sealed.ok ? usedKey(pin) : null);
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
  let sm3Before: string | null = null;
  const onPrepared = (sm3: string): void => void (sm3Before = sm3);
  const signed = await flat(() => signDocument({ ...request, onPrepared }, pin, ports));
  const entry = {
    ...newEntry('sign', signed, recorder.clock),
    document: {
      name: fileNameOf(request.inputPath),
      sm3Before,
      sm3After: afterOf(signed),
      page: null,
      pages: null,
    },
    certificate: certificateOf(request.certificate),
    tokenSerial: request.address.serial,
  };
  await recorder.keep(entry, signed.ok ? key : null);
  return signed;
}

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

function afterOf(outcome: Result<SealedFile>): string | null {
  return outcome.ok ? outcome.value.sm3After : null;
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
