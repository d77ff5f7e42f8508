import { CodedError, type AppError } from '../../shared/errors.ts';
import type { TrustedTime } from '../../shared/model/sealing.ts';
import { resultOf, success, unwrap, type Result } from '../../shared/result.ts';
import { expectAccepted } from '../../core/preflight/expect-accepted.ts';
import type { PendingSeal, SealedFile } from '../documents/document-engine.ts';
import { expectLockable, fileNameOf } from '../documents/file-facts.ts';
import type { PreparedDocument } from '../sealing-gate/create-gate.ts';
import { pinRefusal } from '../tokens/pin-life.ts';
import type { ChosenSeal } from '../tokens/token-seals.ts';
import { stampSignature } from '../trusted-time/trusted-time.ts';
import { beginAct, type Act, type SealUse } from './begin-act.ts';
import { acceptedIn, archiveAfter, namingSeal, recordAct } from './record-act.ts';
import {
  type ArchivableDocument,
  isLocking,
  type PinOf,
  type SealedDocument,
  type SealingParts,
  type SealOrder,
  type SealStep,
} from './seal-order.ts';

/**
 * The main job: seals one document in one act, with one seal or several, with or without approvals, and writes that
 * down whether it ends well or not. One new file comes out, or none.
 *
 * Each step takes the stage that the step before it returns, so that no step can be left out. Everything that can be
 * refused without a key is refused for all seals before a PIN is asked for, or used. The drafts between two seals are private,
 * and the last one alone gets a name. Nothing is left behind on failure. A signing request that fails is not repeated:
 * each one costs a PIN entry or a try.
 */
export async function sealDocument(
  order: SealOrder,
  pinOf: PinOf,
  parts: SealingParts,
): Promise<Result<ArchivableDocument>> {
  const begun = await resultOf(() => beginAct(order, pinOf, parts));
  if (!begun.ok) return begun;
  const act = begun.value;
  const examined = await resultOf(async () => examine(await gate(act)));
  if (examined.ok) {
    const given = await resultOf(() => parts.askPins?.());
    // Who gives no PIN has used nothing.
    if (!given.ok) return given;
  }
  const outcome = await resultOf(async () => {
    try {
      const prepared = await prepare(unwrap(examined));
      let embedded = await signed(await approve(prepared));
      for (const use of act.uses.slice(1)) embedded = await signed(await prepareOver(embedded, use));
      return await publish(embedded);
    } finally {
      for (const ticket of act.tickets) await parts.documents.discard(ticket);
    }
  });
  await recordAct(act, outcome);
  if (!outcome.ok) return namingSeal(act, outcome);
  return success({ ...outcome.value, archive: await archiveAfter(act, outcome.value) });
}

/** The rules let every seal pass, and its token takes a PIN. */
interface Admitted {
  readonly stage: 'admitted';
  readonly act: Act;
}

/** The document is as it should be, or the person has accepted by name what is not, and the approvals allow each seal. */
interface Examined {
  readonly stage: 'examined';
  readonly act: Act;
}

/** The document is written but for the first signature, and is the one that the person saw. */
interface Prepared {
  readonly stage: 'prepared';
  readonly act: Act;
  readonly pending: PendingSeal;
}

/** The rules let this document pass for every seal, the approvals, if any, are taken, and a draft waits for its key. */
interface Approved {
  readonly stage: 'approved';
  readonly act: Act;
  readonly use: SealUse;
  readonly pending: PendingSeal;
}

/** The key has signed. */
interface Signed extends Omit<Approved, 'stage'> {
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

/** The draft holds the seal. */
interface Embedded {
  readonly stage: 'embedded';
  readonly act: Act;
  readonly ticket: string;
  readonly file: SealedFile;
}

/** Asks the rules about every seal, before anything is done. */
async function gate(act: Act): Promise<Admitted> {
  await eachInTurn(act, async ({ seal: { chosen, lastTryConfirmed = false }, rules }) => {
    expectNone(await rules.before(chosen));
    expectNone(refusalOf(chosen, lastTryConfirmed));
  });
  await act.order.document.expectUnchanged(null);
  return { stage: 'admitted', act };
}

/** Returns why the seal or its token cannot be used now; null when it can. */
function refusalOf({ token, info }: ChosenSeal, lastTryConfirmed: boolean): AppError | null {
  if (!info.usable && !token.pin.locked) return { code: info.reason ?? 'SEAL_DAMAGED' };
  return pinRefusal(token.pin, lastTryConfirmed);
}

/**
 * Examines the document once (盖章前体检). What it finds is refused, or sealed only if the person accepted it by name.
 * Several seals are laid out one over the other, so that one without a place is known before another is used. What one seal
 * would find out by its draft is looked for before a person types its PIN.
 */
async function examine({ act }: Admitted): Promise<Examined> {
  const { documents, trustFolder } = act.parts;
  const { document, outputPath, accepted = [], seals, locks = false } = act.order;
  const isTyped = act.parts.askPins !== undefined;
  const { findings, format } = unwrap(await documents.examine(document.file, trustFolder, false));
  if (locks) expectLockable(format);
  act.accepted.push(...expectAccepted(findings, accepted));
  if (isTyped && act.parts.exists(outputPath)) throw new CodedError('OUTPUT_EXISTS', outputPath);
  if (seals.length > 1 || isTyped) {
    const planned = seals.map(({ target, chosen: { seal } }) => ({ target, seal }));
    const laidOut = unwrap(await documents.rehearse(document.file, planned, false));
    await eachInTurn(act, ({ index }) => expectNone(laidOut[index]?.problems[0]?.error ?? null));
  }
  await expectAllowed(act);
  return { stage: 'examined', act };
}

/** Asks the approvals whether each of them allows what is to be sealed, before any of them is taken. */
async function expectAllowed(act: Act): Promise<void> {
  if (act.uses.every(({ approval }) => approval === null)) return;
  const { document } = act.order;
  const sm3Before = unwrap(await act.parts.documents.hash(document.file));
  await document.expectUnchanged(sm3Before);
  await eachInTurn(act, async ({ approval, index, seal }) => {
    const beside = act.uses
      .slice(0, index)
      .flatMap(({ seal: { approvalId, chosen } }) =>
        approvalId === seal.approvalId ? chosen.info.esId : [],
      );
    const prepared = documentFor(act, act.turn, sm3Before);
    expectNone((await approval?.allows(seal.chosen, prepared, beside)) ?? null);
  });
}

function documentFor({ order }: Act, { index, seal }: SealUse, sm3Before: string): PreparedDocument {
  const fileName = fileNameOf(order.document.file.path);
  return { sm3Before, fileName, target: seal.target, locks: isLocking(order, index) };
}

/** Hashes the document and writes its draft. A document that is no longer the one that was opened is FILE_CHANGED. */
async function prepare({ act }: Examined): Promise<Prepared> {
  const { document } = act.order;
  const pending = await pendingSeal(act, act.turn);
  await document.expectUnchanged(pending.sm3Before);
  await noteUse(act, act.turn, pending);
  return { stage: 'prepared', act, pending };
}

/** Writes the draft of a further seal over the one before it. */
async function prepareOver({ act, ticket, file }: Embedded, use: SealUse): Promise<Approved> {
  const pending = await pendingSeal(act, use, ticket);
  await act.order.document.expectUnchanged(null);
  if (pending.sm3Before !== file.sm3After) {
    throw new CodedError('OUTPUT_CHECK_FAILED', 'the draft is not the one that was sealed');
  }
  await noteUse(act, use, pending);
  return { stage: 'approved', act, use, pending };
}

async function pendingSeal(act: Act, use: SealUse, over?: string): Promise<PendingSeal> {
  const { order, parts } = act;
  act.turn = use;
  tell(act, use, 'preparing');
  const { document, outputPath, reason, location } = order;
  const input = document.file;
  const { target, chosen } = use.seal;
  const preparation = {
    ...{ input, outputPath, target, seal: chosen.seal, certificate: chosen.certificate },
    ...(over === undefined ? {} : { over }),
    ...(reason === undefined ? {} : { reason }),
    ...(location === undefined ? {} : { location }),
    ...(isLocking(order, use.index) ? { locks: true } : {}),
  };
  const pending = unwrap(await parts.documents.prepare(preparation, parts.onProgress ?? (() => undefined)));
  act.tickets.push(pending.ticket);
  return pending;
}

/** Notes the use of a seal before its key is used. */
async function noteUse(act: Act, use: SealUse, pending: PendingSeal): Promise<void> {
  use.places = pending.places;
  await use.use.prepared(pending, { accepted: acceptedIn(act), places: use.places });
}

/**
 * Asks the rules again for every seal, now about the document that was read. An approval's rule is the last one, and takes
 * the approval.
 */
async function approve({ act, pending }: Prepared): Promise<Approved> {
  const { sm3Before } = pending;
  await eachInTurn(act, async (use) =>
    expectNone(await use.rules.prepared(use.seal.chosen, documentFor(act, use, sm3Before))),
  );
  return { stage: 'approved', act, use: act.turn, pending };
}

/** Brings one seal into its draft. */
async function signed(approved: Approved): Promise<Embedded> {
  return embed(await stamp(await sign(approved)));
}

/** Uses the key, and with it the PIN, and opens the register in the same login where that is due. */
async function sign({ act, use, pending }: Approved): Promise<Signed> {
  tell(act, use, 'signing');
  const { token, certificate, info } = use.seal.chosen;
  const { module, serial } = token;
  const { digest, message } = pending;
  const request = { module, serial, certificate, digest, message, pin: act.keys.pinFor(token) };
  const { value: signature, profile } = unwrap(await act.keys.tokens.signDigest(request));
  await act.parts.openRegister(info, act.keys.usedKey(use.seal.chosen));
  return { stage: 'signed', act, use, pending, signature, profile };
}

/** Asks for a trusted time over the signature. Its failure is no obstacle: see {@link stampSignature}. */
async function stamp(value: Signed): Promise<Stamped> {
  const { act, use, signature } = value;
  if (use.timeStamp !== undefined) tell(act, use, 'stamping');
  const { token, trustedTime } = await stampSignature(signature, use.timeStamp);
  return { ...value, stage: 'stamped', timeStamp: token, trustedTime };
}

/** Checks the signature and embeds it in the draft. */
async function embed(stamped: Stamped): Promise<Embedded> {
  const { act, use, pending, signature, profile, timeStamp, trustedTime } = stamped;
  tell(act, use, 'publishing');
  const { chosen } = use.seal;
  const { ticket } = pending;
  const embedded = await act.parts.documents.embed(ticket, signature, timeStamp);
  if (!embedded.ok) {
    const { code, details } = embedded.error;
    if (code !== 'SIGNATURE_MISMATCH') throw new CodedError(code, code, details);
    // The person may choose another profile. No other is tried by itself, because each attempt signs something.
    throw new CodedError(code, code, { ...details, module: chosen.token.module, profile });
  }
  const file = embedded.value;
  const { field, signedAt, sm3Before, sm3After } = file;
  const { esId, name } = chosen.info;
  use.applied = { esId, name, field, signedAt, sm3Before, sm3After, trustedTime };
  await use.use.signed(sm3After);
  return { stage: 'embedded', act, ticket, file };
}

/** Gives the draft of the last seal its name. */
async function publish({ act, ticket, file }: Embedded): Promise<SealedDocument> {
  unwrap(await act.parts.documents.publish(ticket));
  const seals = act.uses.flatMap(({ applied }) => applied ?? []);
  const { path, size, sm3After } = file;
  return { path, size, sm3Before: seals[0]?.sm3Before ?? file.sm3Before, sm3After, seals };
}

/** Does something about every seal. The first one has the next turn. */
async function eachInTurn(act: Act, work: (use: SealUse) => Promise<void> | void): Promise<void> {
  for (const use of act.uses) {
    act.turn = use;
    await work(use);
  }
  act.turn = act.uses[0] ?? act.turn;
}

function tell({ parts }: Act, { index }: SealUse, step: SealStep): void {
  parts.onStep?.(step, index);
}

/** Throws a refusal. */
function expectNone(refusal: AppError | null): void {
  if (refusal !== null) throw new CodedError(refusal.code, refusal.code, refusal.details);
}
