import { resultOf } from '../../shared/result.ts';
import type { UseParticulars } from '../../shared/model/register.ts';
import { findApproval, type ApprovalRecord } from '../approvals/approval-record.ts';
import { approvalRequired, approvedUse, type ApprovedUse } from '../approvals/approved-use.ts';
import { type FileFacts, fileFacts } from '../documents/file-facts.ts';
import { beginUse, certificateOf, type DocumentUse } from '../register/acts-on-record.ts';
import type { OpeningSigner } from '../register/open-register.ts';
import type { GateRules, SealingGate } from '../sealing-gate/create-gate.ts';
import { tokenSigner } from '../tokens/token-signer.ts';
import type { TimeStampSource } from '../trusted-time/trusted-time.ts';
import { actKeys, type ActKeys } from './act-keys.ts';
import {
  type AppliedSeal,
  isLocking,
  type OrderedSeal,
  type PinOf,
  type SealingParts,
  type SealOrder,
} from './seal-order.ts';

/** An act of sealing from its beginning to its record. */
export interface Act {
  readonly order: SealOrder;
  readonly parts: SealingParts;
  readonly keys: ActKeys;
  readonly uses: readonly SealUse[];
  /** The seal that is being worked on: what fails now fails for it. */
  turn: SealUse;
  /** The codes of red findings that this document has and that the person accepted; filled by the examination. */
  readonly accepted: string[];
  /** The pending seals at the document engine, which are dropped at the end. */
  readonly tickets: string[];
}

/** The use of one seal in an act. */
export interface SealUse {
  readonly seal: OrderedSeal;
  /** By its place in the order, from 0. */
  readonly index: number;
  readonly rules: SealingGate;
  /** Null when no approval is named. */
  readonly approval: ApprovedUse | null;
  readonly use: DocumentUse;
  /** Undefined when no trusted time is asked for. */
  readonly timeStamp: TimeStampSource | undefined;
  /** The pages and places of a seal that is shown in several, once the document is prepared; null for one. */
  places: string | null;
  /** The seal as it stands in the draft; null before. */
  applied: AppliedSeal | null;
}

/**
 * Begins an act: finds its approvals. What fails here has used nothing, and is not written down.
 * @throws CodedError APPROVAL_NOT_FOUND, those of reading the document and of the store
 */
export async function beginAct(order: SealOrder, pinOf: PinOf, parts: SealingParts): Promise<Act> {
  const keys = actKeys(parts.tokens, pinOf);
  const uses: SealUse[] = [];
  let facts: Promise<FileFacts> | null = null;
  const file = (): Promise<FileFacts> => (facts ??= fileFacts(order.document.file, parts));
  for (const [index, seal] of order.seals.entries()) {
    uses.push(await beginSeal(seal, index, { order, parts, keys, file }));
  }
  const [turn] = uses;
  if (turn === undefined) throw new Error('an order names a seal');
  return { order, parts, keys, uses, turn, accepted: [], tickets: [] };
}

interface Beginning extends Pick<Act, 'order' | 'parts' | 'keys'> {
  /** Reads the document once, when the first approval asks what is to be sealed. */
  readonly file: () => Promise<FileFacts>;
}

async function beginSeal(seal: OrderedSeal, index: number, beginning: Beginning): Promise<SealUse> {
  const { order, parts } = beginning;
  const { document, outputPath, particulars, rules = [] } = order;
  const { approvals } = parts;
  const { approvalId, chosen } = seal;
  const approval =
    approvalId === null
      ? null
      : {
          record: await findApproval(approvalId, approvals.records),
          use: approvedUse(
            approvalId,
            { file: await beginning.file(), keeper: particulars.keeper },
            { ...approvals, openRegister: (platform) => openFirst(platform, seal, beginning) },
          ),
        };
  const facts = {
    seal: { esId: chosen.info.esId, name: chosen.info.name },
    certificate: certificateOf(chosen.certificate),
    tokenSerial: chosen.token.serial,
    ...(isLocking(order, index) ? { locks: true as const } : {}),
    ...said(approval === null ? particulars : particularsUnder(approval.record, particulars)),
  };
  const delegated: GateRules = {
    prepared: async () => {
      const claimed = await resultOf(() => claimFirst(seal, beginning));
      return claimed.ok ? null : claimed.error;
    },
  };
  const timeStamp = order.withoutTimeStamp === true ? undefined : await parts.trustedTimes(chosen.info);
  return {
    ...{ seal, index, timeStamp, places: null, applied: null },
    rules: parts.gate(approval === null ? particulars.purpose : null, [
      ...rules,
      delegated,
      approval === null ? approvalRequired : approval.use.rule,
    ]),
    approval: approval?.use ?? null,
    use: beginUse('seal', { facts, inputPath: document.file.path, outputPath }, approvals.recorder),
  };
}

/**
 * Opens the register at a platform by the key that is about to seal: only then can the use of an approval be claimed
 * there. It is the first use of the PIN, and a wrong one ends the act.
 */
function openFirst(platform: string, seal: OrderedSeal, beginning: Beginning): Promise<void> {
  return beginning.parts.signOpening(platform, signerOf(seal, beginning));
}

/** Claims the use of a delegate's own seal, by the key that is about to seal. */
function claimFirst(seal: OrderedSeal, beginning: Beginning): Promise<void> {
  return beginning.parts.claimDelegatedUse(seal.chosen.info.esId, () => signerOf(seal, beginning));
}

function signerOf(
  { chosen, lastTryConfirmed = false }: OrderedSeal,
  { parts, keys }: Beginning,
): OpeningSigner {
  const { module, serial, pin: pinState } = chosen.token;
  const { certificate } = chosen;
  const pin = keys.pinFor(chosen.token);
  const key = {
    ...{ tokens: keys.tokens, address: { module, serial }, pinState, certificate, pin, lastTryConfirmed },
  };
  return { certificate, sign: tokenSigner(key, parts.approvals.engine) };
}

/** Returns the approval's words for the register. The keeper alone is named by the keeper. */
function particularsUnder({ request, decided }: ApprovalRecord, own: UseParticulars): UseParticulars {
  const approver = approverIn(decided);
  const { purpose, counterpart, applicant, id } = request;
  return {
    purpose,
    counterpart,
    applicant,
    approver,
    keeper: own.keeper,
    approval: id,
    office: officeFactsOf(decided, own),
  };
}

function approverIn(decided: ApprovalRecord['decided']): string {
  if (decided === null) return '';
  if (decided.kind === 'paper') return decided.paper.approver;
  if (decided.kind === 'signed') return decided.decision.approver;
  const { name, id } = decided.decision.approver;
  return `${name} (${id})`;
}

/** A decision of an office system names its number there; the person need not type it. */
function officeFactsOf(
  decided: ApprovalRecord['decided'],
  { office }: UseParticulars,
): UseParticulars['office'] {
  if (decided?.kind !== 'office') return office;
  const unnamed = { contractNumber: null, copies: null, department: null };
  return { ...unnamed, ...office, requestNumber: decided.decision.number };
}

/** Returns particulars as an entry of the register has them: null for what was left empty. */
function said({ purpose, counterpart, applicant, approver, keeper, approval, office }: UseParticulars) {
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
    office: office ?? null,
  };
}
