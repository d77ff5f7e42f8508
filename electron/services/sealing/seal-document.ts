import type { SealTarget } from '../../core/signing/seal-request.ts';
import { CodedError, type AppError } from '../../shared/errors.ts';
import type { UseParticulars } from '../../shared/model/register.ts';
import type { ArchiveStamped } from '../../shared/model/archive-stamp.ts';
import type { ArchiveFollowing, TrustedTime } from '../../shared/model/sealing.ts';
import { resultOf, success, unwrap, type Result } from '../../shared/result.ts';
import { findApproval, type ApprovalPorts, type ApprovalRecord } from '../approvals/approval-record.ts';
import { approvalRequired, approvedUse, type ApprovedUse } from '../approvals/approved-use.ts';
import type { ByteProgress, DocumentEngine, PendingSeal, SealedFile } from '../documents/document-engine.ts';
import { fileFacts, fileNameOf } from '../documents/file-facts.ts';
import type { TokenPort } from '../ports/tokens.ts';
import type { OpenedDocument } from '../ports/files.ts';
import { beginUse, certificateOf, type DocumentUse } from '../register/acts-on-record.ts';
import type { OpeningSigner } from '../register/open-register.ts';
import { type CheckpointKey, watchSigning } from '../register/sign-checkpoint.ts';
import type { GateRules, SealingGate } from '../sealing-gate/create-gate.ts';
import type { SealIdentity } from '../platform/platform-knowledge.ts';
import type { ChosenSeal } from '../tokens/token-seals.ts';
import { expectAccepted } from '../../core/preflight/expect-accepted.ts';
import { pinRefusal } from '../tokens/pin-life.ts';
import { tokenSigner } from '../tokens/token-signer.ts';
import { stampSignature, type TimeStampSource } from '../trusted-time/trusted-time.ts';

/** The wish of a person to seal one document. */
export interface SealOrder {
  /** Open since the person chose it; whoever opened it closes it afterwards. */
  readonly document: OpenedDocument;
  readonly outputPath: string;
  readonly chosen: ChosenSeal;
  readonly target: SealTarget;
  readonly reason?: string;
  readonly location?: string;
  /** True when the person knows that a wrong PIN now locks the token. */
  readonly lastTryConfirmed?: boolean;
  /** Number of the approval that allows this use; null is refused when the policy demands one. */
  readonly approvalId: string | null;
  /** The keeper's own words for the register. An approval's words go before them. */
  readonly particulars: UseParticulars;
  /** Rules for this use alone, asked before those about approvals. */
  readonly rules?: readonly GateRules[];
  /** True when no trusted time is to be asked for. */
  readonly withoutTimeStamp?: boolean;
  /** The red findings of the examination that the person accepts by their codes; they go on record. */
  readonly accepted?: readonly string[];
}

export type SealStep = 'preparing' | 'signing' | 'stamping' | 'publishing';

/** The parts of a home that sealing works with, the same for the window and the command line. */
export interface SealingParts {
  readonly documents: Pick<
    DocumentEngine,
    'summarise' | 'examine' | 'hash' | 'prepare' | 'complete' | 'discard'
  >;
  /** By which signatures that a document has already are judged. */
  readonly trustFolder: string;
  readonly tokens: TokenPort;
  /**
   * The gate of the jurisdiction.
   * @param purpose judged by the rules of delegation; null when an approver has judged it
   * @param rules further ones, asked last
   */
  gate(purpose: string | null, rules: readonly GateRules[]): SealingGate;
  /** Returns the source of trusted time for a seal; undefined when the seal belongs to no platform. */
  trustedTimes(seal: SealIdentity): Promise<TimeStampSource | undefined>;
  readonly approvals: Pick<
    ApprovalPorts,
    'records' | 'engine' | 'clock' | 'random' | 'trust' | 'revokedSince' | 'recorder' | 'claims'
  >;
  /**
   * Has the key, which has just signed, open the register at the platform of the seal, unless it has done so before: a
   * time stamp is given to open registers only. Never fails.
   */
  openRegister(seal: SealIdentity, key: CheckpointKey | null): Promise<void>;
  /** Keeps the opening of the register at a platform, signed by a key. Rejects as the signer does. */
  signOpening(platform: string, signer: OpeningSigner): Promise<void>;
  /** Gives a sealed document an archive time stamp in a further file beside it, on record. */
  archiveStamp(path: string): Promise<Result<ArchiveStamped>>;
  /** Returns true when a file lies at the path. */
  exists(path: string): boolean;
  /** Is told before each step. It stops the act by throwing CANCELLED. */
  readonly onStep?: (step: SealStep) => void;
  readonly onProgress?: ByteProgress;
}

/** A sealed file, and what is known of its time beyond the signer's claim. */
export interface StampedFile extends SealedFile {
  readonly trustedTime: TrustedTime;
}

/** A sealed file, and what became of the archive time stamp that the rules want of it. */
export interface ArchivableFile extends StampedFile {
  readonly archive: ArchiveFollowing;
}

/**
 * The main job: seals one document, with or without an approval, and writes that down whether it ends well or not.
 *
 * Each step takes the stage that the step before it returns, so that no step can be left out. Everything that can be
 * refused without the key is refused before the PIN is used. Nothing is left behind on failure. A signing request that
 * fails is not repeated: each one costs a PIN entry or a try.
 *
 * @param pin the caller zeroes it afterwards; null seals in a login that stands, and fails with PIN_REQUIRED without
 */
export async function sealDocument(
  order: SealOrder,
  pin: Uint8Array | null,
  parts: SealingParts,
): Promise<Result<ArchivableFile>> {
  const begun = await resultOf(() => begin(order, pin, parts));
  if (!begun.ok) return begun;
  const act = begun.value;
  const outcome = await resultOf(async () => {
    const admitted = await gate(act);
    const examined = await examine(admitted);
    const prepared = await prepare(examined);
    try {
      const approved = await approve(prepared);
      const signed = await sign(approved, pin);
      const stamped = await stamp(signed);
      return await publish(stamped);
    } finally {
      await parts.documents.discard(prepared.pending.ticket);
    }
  });
  await record(act, outcome, pin);
  if (!outcome.ok) return outcome;
  return success({ ...outcome.value, archive: await archive(act, outcome.value) });
}

/** An act of sealing from its beginning to its record. */
interface Act {
  readonly order: SealOrder;
  readonly parts: SealingParts;
  readonly rules: SealingGate;
  /** Null when no approval is named. */
  readonly approval: ApprovedUse | null;
  readonly use: DocumentUse;
  readonly signing: ReturnType<typeof watchSigning>;
  /** Undefined when no trusted time is asked for. */
  readonly timeStamp: TimeStampSource | undefined;
  /** The codes of red findings that this document has and that the person accepted; filled by the examination. */
  readonly accepted: string[];
  /** The pages and places of a seal that is shown in several, once the document is prepared; null for one. */
  places: string | null;
}

/** The rules let the seal pass, and its token takes a PIN. */
interface Admitted {
  readonly stage: 'admitted';
  readonly act: Act;
}

/** The document is as it should be, or the person has accepted by name what is not. */
interface Examined {
  readonly stage: 'examined';
  readonly act: Act;
}

/** The document is written but for its signature, and is the one that the person saw. */
interface Prepared {
  readonly stage: 'prepared';
  readonly act: Act;
  readonly pending: PendingSeal;
}

/** The rules let this document pass, and the approval, if any, is taken for it. */
interface Approved extends Omit<Prepared, 'stage'> {
  readonly stage: 'approved';
}

/** The key has signed. */
interface Signed extends Omit<Prepared, 'stage'> {
  readonly stage: 'signed';
  /** r ‖ s, not yet checked against the certificate */
  readonly signature: Uint8Array;
  /** Vendor profile that the signature was made by; null when the interface needs none. */
  readonly profile: string | null;
}

/** The signature has its time, or it is known why not. */
interface Stamped extends Omit<Signed, 'stage'> {
  readonly stage: 'stamped';
  /** TimeStampToken, DER; null seals without. */
  readonly timeStamp: Uint8Array | null;
  readonly trustedTime: TrustedTime;
}

/** Finds the approval. What fails here has used nothing, and is not written down. */
async function begin(order: SealOrder, pin: Uint8Array | null, parts: SealingParts): Promise<Act> {
  const { approvalId, chosen, document, outputPath, particulars, rules = [] } = order;
  const { approvals } = parts;
  const approval =
    approvalId === null
      ? null
      : {
          record: await findApproval(approvalId, approvals.records),
          use: approvedUse(
            approvalId,
            { file: await fileFacts(document.file, parts), keeper: particulars.keeper },
            { ...approvals, openRegister: (platform) => openFirst(platform, order, pin, parts) },
          ),
        };
  const purpose = approval === null ? particulars.purpose : null;
  const facts = {
    seal: { esId: chosen.info.esId, name: chosen.info.name },
    certificate: certificateOf(chosen.certificate),
    tokenSerial: chosen.token.serial,
    ...said(approval === null ? particulars : particularsUnder(approval.record, particulars)),
  };
  const timeStamp = order.withoutTimeStamp === true ? undefined : await parts.trustedTimes(chosen.info);
  return {
    order,
    parts,
    rules: parts.gate(purpose, [...rules, approval === null ? approvalRequired : approval.use.rule]),
    approval: approval?.use ?? null,
    use: beginUse('seal', { facts, inputPath: document.file.path, outputPath }, approvals.recorder),
    signing: watchSigning(parts.tokens),
    timeStamp,
    accepted: [],
    places: null,
  };
}

/**
 * Opens the register at a platform by the key that is about to seal: only then can the use of an approval be claimed
 * there. It is the first use of the PIN, and a wrong one ends the act.
 */
function openFirst(
  platform: string,
  { chosen, lastTryConfirmed = false }: SealOrder,
  pin: Uint8Array | null,
  parts: SealingParts,
): Promise<void> {
  const { module, serial, pin: pinState } = chosen.token;
  const { certificate } = chosen;
  const { tokens, approvals } = parts;
  const key = { tokens, address: { module, serial }, pinState, certificate, pin, lastTryConfirmed };
  return parts.signOpening(platform, { certificate, sign: tokenSigner(key, approvals.engine) });
}

/** Asks the rules, before anything is done. */
async function gate(act: Act): Promise<Admitted> {
  const { chosen, document, lastTryConfirmed = false } = act.order;
  expectNone(await act.rules.before(chosen));
  expectNone(refusalOf(chosen, lastTryConfirmed));
  await document.expectUnchanged(null);
  return { stage: 'admitted', act };
}

/** Returns why the seal or its token cannot be used now; null when it can. */
function refusalOf({ token, info }: ChosenSeal, lastTryConfirmed: boolean): AppError | null {
  if (!info.usable && !token.pin.locked) return { code: info.reason ?? 'SEAL_DAMAGED' };
  return pinRefusal(token.pin, lastTryConfirmed);
}

/** Examines the document (盖章前体检). What it finds is refused, or sealed only if the person accepted it by name. */
async function examine({ act }: Admitted): Promise<Examined> {
  const { documents, trustFolder } = act.parts;
  const { document, accepted = [] } = act.order;
  const { findings } = unwrap(await documents.examine(document.file, trustFolder));
  act.accepted.push(...expectAccepted(findings, accepted));
  return { stage: 'examined', act };
}

/** Hashes the document and writes its draft. A document that is no longer the one that was opened is FILE_CHANGED. */
async function prepare({ act }: Examined): Promise<Prepared> {
  const { order, parts, use } = act;
  parts.onStep?.('preparing');
  const { document, outputPath, target, chosen, reason, location } = order;
  const preparation = {
    ...{ input: document.file, outputPath, target, seal: chosen.seal, certificate: chosen.certificate },
    ...(reason === undefined ? {} : { reason }),
    ...(location === undefined ? {} : { location }),
  };
  const pending = unwrap(await parts.documents.prepare(preparation, parts.onProgress ?? (() => undefined)));
  try {
    await document.expectUnchanged(pending.sm3Before);
    act.places = pending.places;
    await use.prepared(pending, { accepted: acceptedIn(act), places: act.places });
    return { stage: 'prepared', act, pending };
  } catch (error) {
    await parts.documents.discard(pending.ticket);
    throw error;
  }
}

/** Asks the rules again, now about this document. The approval's rule is the last one, and takes the approval. */
async function approve({ act, pending }: Prepared): Promise<Approved> {
  const { document, target, chosen } = act.order;
  const { sm3Before } = pending;
  const fileName = fileNameOf(document.file.path);
  expectNone(await act.rules.prepared(chosen, { sm3Before, fileName, target }));
  return { stage: 'approved', act, pending };
}

/** Uses the key, and with it the PIN, and opens the register in the same login where that is due. */
async function sign({ act, pending }: Approved, pin: Uint8Array | null): Promise<Signed> {
  act.parts.onStep?.('signing');
  const { token, certificate } = act.order.chosen;
  const { module, serial } = token;
  const { digest, message } = pending;
  const request = { module, serial, certificate, digest, message, pin };
  const { value: signature, profile } = unwrap(await act.signing.tokens.signDigest(request));
  await act.parts.openRegister(act.order.chosen.info, act.signing.usedKey(pin));
  return { stage: 'signed', act, pending, signature, profile };
}

/** Asks for a trusted time over the signature. Its failure is no obstacle: see {@link stampSignature}. */
async function stamp(signed: Signed): Promise<Stamped> {
  const { parts, timeStamp: source } = signed.act;
  if (source !== undefined) parts.onStep?.('stamping');
  const { token, trustedTime } = await stampSignature(signed.signature, source);
  return { ...signed, stage: 'stamped', timeStamp: token, trustedTime };
}

/** Checks the signature, embeds it, and gives the file its name. */
async function publish(stamped: Stamped): Promise<StampedFile> {
  const { act, pending, signature, profile, timeStamp, trustedTime } = stamped;
  act.parts.onStep?.('publishing');
  const sealed = await act.parts.documents.complete(pending.ticket, signature, timeStamp);
  if (sealed.ok) return { ...sealed.value, trustedTime };
  const { code, details } = sealed.error;
  if (code !== 'SIGNATURE_MISMATCH') throw new CodedError(code, code, details);
  // The person may choose another profile. No other is tried by itself, because each attempt signs something.
  throw new CodedError(code, code, { ...details, module: act.order.chosen.token.module, profile });
}

/** Writes the act down, signed by the key where it has served, and settles the approval. */
async function record(act: Act, outcome: Result<StampedFile>, pin: Uint8Array | null): Promise<void> {
  const { use, approval, signing, order, parts } = act;
  const approvalUse = approval?.onRecord() ?? null;
  const accepted = acceptedIn(act);
  const { places } = act;
  const more = { timeStamped: isStamped(outcome), approvalUse, known: act.rules.known(), accepted, places };
  await use.end(outcome, more, outcome.ok ? signing.usedKey(pin) : null);
  if (approval === null) return;
  // An item that the store cannot settle now stays unsettled, which is seen; it hides no seal that was made.
  await resultOf(() => approval.settle(outcome, () => parts.exists(order.outputPath)));
}

/** Has the archive time stamp made that the rules want. Its failure is no obstacle: it can be given by hand at any time. */
async function archive({ rules, parts }: Act, { path }: StampedFile): Promise<ArchiveFollowing> {
  if (!rules.demandsArchiveStamp()) return { state: 'notAsked' };
  const stamped = await parts.archiveStamp(path);
  if (!stamped.ok) return { state: 'missing', error: stamped.error };
  const { path: written, stampedAt, renewBy } = stamped.value;
  return { state: 'stamped', path: written, stampedAt, renewBy };
}

/** Returns the codes of the findings that the person accepted; null for none. */
function acceptedIn({ accepted }: Act): readonly string[] | null {
  return accepted.length === 0 ? null : accepted;
}

/** Returns null when no time was asked for. */
function isStamped(outcome: Result<StampedFile>): boolean | null {
  if (!outcome.ok || outcome.value.trustedTime.state === 'notAsked') return null;
  return outcome.value.trustedTime.state === 'stamped';
}

/** Returns the approval's words for the register. The keeper alone is named by the keeper. */
function particularsUnder({ request, decided }: ApprovalRecord, own: UseParticulars): UseParticulars {
  const approver = decided?.kind === 'paper' ? decided.paper.approver : (decided?.decision.approver ?? '');
  const { purpose, counterpart, applicant, id } = request;
  return { purpose, counterpart, applicant, approver, keeper: own.keeper, approval: id };
}

/** Returns particulars as an entry of the register has them: null for what was left empty. */
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

/** Throws a refusal. */
function expectNone(refusal: AppError | null): void {
  if (refusal !== null) throw new CodedError(refusal.code, refusal.code, refusal.details);
}
