import { namedTarget } from '../../core/approval/approved-beside.ts';
import { approvalState } from '../../core/approval/approval-request.ts';
import { enterpriseServed } from '../../core/approval/decision.ts';
import { approvedOriginal, type FileIdentity, findItem } from '../../core/approval/find-item.ts';
import type { UsePerson } from '../../core/approval/four-eyes.ts';
import { certificateOrNull } from '../../core/x509/certificate.ts';
import { type AppError, CodedError } from '../../shared/errors.ts';
import { detailsOfDifferences, differencesInDetails } from '../../shared/model/approval.ts';
import type { ApprovalUse } from '../../shared/model/register.ts';
import { type Result, resultOf } from '../../shared/result.ts';
import type { SealedFile } from '../documents/document-engine.ts';
import type { FileFacts } from '../documents/file-facts.ts';
import type { CheckpointKey } from '../register/sign-checkpoint.ts';
import type { GateRules, PreparedDocument } from '../sealing-gate/create-gate.ts';
import { refuse } from '../sealing-gate/rules.ts';
import type { SealingSituation } from '../sealing-gate/situation.ts';
import { approvalDemand, claimDemand } from '../sealing-gate/use-demands.ts';
import type { ChosenSeal } from '../tokens/token-seals.ts';
import { claimUse, noteUse, type OpenByKey } from './approval-claims.ts';
import { forgetPictures } from './approval-pictures.ts';
import {
  approvalRecords,
  type ApprovalPorts,
  type ApprovalRecord,
  claimDigest,
  type BegunItem,
  findApproval,
  freeItem,
  outcomeOf,
  settleItem,
  stateOfUse,
  takeItem,
  usesOf,
} from './approval-record.ts';
import { type DecisionPorts, judgedDecision } from './decide-request.ts';
import { expectFourEyes, personOf } from './four-eyes.ts';
import { expectSealInPowers, judgedAnew, type JudgedDecision, officeApprover } from './office-decisions.ts';
import { expectOthersBefore } from './lock-order.ts';
import { noteResult } from './office-results.ts';
import type { OfficePorts } from './office-systems.ts';

/** One use of a seal under an approval: the rule that the gate asks, and the end of the use. */
export interface ApprovedUse {
  readonly rule: GateRules;
  /**
   * Returns why the approval does not allow the use; null when it does. It takes nothing.
   * @param beside esIDs of the seals that the same act sets before it under the approval
   */
  allows(chosen: ChosenSeal, document: PreparedDocument, beside: readonly string[]): Promise<AppError | null>;
  /**
   * Marks the item as used when a sealed file came out, and opens it again when none did.
   * @param outputIsThere returns true when a file lies at the place of the sealed one: a failure then proves nothing
   * @param key that has sealed and signs the result for an office system; null leaves it unsigned
   */
  settle(
    outcome: Result<Pick<SealedFile, 'path' | 'sm3After'>>,
    outputIsThere: () => boolean,
    key?: CheckpointKey | null,
  ): Promise<void>;
  /** Returns how the approval was used, for the register; null while it is not taken. */
  onRecord(): ApprovalUse | null;
}

interface Taken {
  readonly index: number;
  readonly begun: BegunItem;
  readonly use: ApprovalUse;
}

type AllowingPorts = DecisionPorts & OfficePorts;
type UsePorts = AllowingPorts &
  Pick<ApprovalPorts, 'random' | 'claims'> & { readonly openRegister: OpenByKey };

/** The keeper who is about to seal, and what they seal. */
interface WantedUse {
  readonly file: FileFacts;
  /** As it was typed; empty when nobody was named. */
  readonly keeper: string;
}

/**
 * Begins one use of a seal under an approval. The rule takes the item before the key is used, in one step that only one
 * writer can win and that survives the death of the process, and then claims the use at the platform: a second use never
 * passes silently. When sealing is cut off in between, the item stays `unsettled` until a person has looked. The claim
 * outlives a failure and serves the retry.
 */
export function approvedUse(approvalId: string, { file, keeper }: WantedUse, ports: UsePorts): ApprovedUse {
  let taken: Taken | null = null;
  const find = (chosen: ChosenSeal, document: PreparedDocument) =>
    allowed(approvalId, chosen, document, file, ports);
  const take = async (
    chosen: ChosenSeal,
    document: PreparedDocument,
    situation: SealingSituation,
  ): Promise<void> => {
    const { record, approver, index } = await find(chosen, document);
    await expectOthersBefore(record, index, [], ports);
    const people = expectFourEyes(
      [
        personOf('applicant', record.request.applicant),
        approver,
        personOf('keeper', keeper, chosen.certificate),
      ],
      situation,
    );
    const begun = { beganAt: ports.clock.now().toISOString(), samePeople: [...people] };
    if (!(await takeItem(approvalId, index, begun, ports.records))) throw spent(approvalId, 'unsettled');
    try {
      const claim = await claimed(record, index, situation, ports);
      const uses = record.request.items.length;
      taken = { index, begun, use: { claim, use: index + 1, uses, samePeople: people } };
    } catch (error) {
      await freeItem(approvalId, index, ports.records);
      throw error;
    }
  };
  return {
    rule: {
      before: () => errorOf(() => expectApproved(approvalId, ports)),
      prepared: (chosen, document, situation) => errorOf(() => take(chosen, document, situation)),
    },
    allows: (chosen, document, beside) =>
      errorOf(async () => {
        const { record, index } = await find(chosen, document);
        await expectOthersBefore(record, index, beside, ports);
      }),
    onRecord: () => taken?.use ?? null,
    settle: async (outcome, outputIsThere, key = null) => {
      if (taken === null) return;
      const { index, begun } = taken;
      if (outcome.ok) {
        const { sm3After } = outcome.value;
        await settleItem(approvalId, index, begun, sm3After, ports.records);
        await noteUse(approvalId, index, { at: begun.beganAt, sm3After }, ports);
        await forgetUsedPictures(approvalId, index, ports);
        await offerForFurtherSeals(approvalId, index, outcome.value.path, ports.records);
        const record = await findApproval(approvalId, ports.records);
        const { decided } = record;
        if (decided?.kind === 'office') {
          await noteResult({ ...record, decided }, { index, path: outcome.value.path, sm3After, key }, ports);
        }
      } else if (provesNothingSealed(outcome.error, outputIsThere)) {
        await freeItem(approvalId, index, ports.records);
      }
    },
  };
}

/**
 * Claims the use at the seal's platform.
 * @throws CodedError APPROVAL_USED_ELSEWHERE; APPROVAL_UNCLAIMED when the platform gives no answer and the rules want one
 */
async function claimed(
  record: ApprovalRecord,
  index: number,
  situation: SealingSituation,
  ports: UsePorts,
): Promise<ApprovalUse['claim']> {
  const { request } = record;
  const item = request.items[index];
  if (situation.knowledge === null || item === undefined) return 'local';
  const { sm3: documentSm3, esId } = item;
  const wish = {
    ...{ approval: request.id, index, platform: situation.knowledge.platformId, documentSm3, esId },
    ...{ approvalSm3: claimDigest(record, ports.engine), uses: request.items.length },
  };
  const claim = await claimUse(wish, ports.openRegister, ports);
  if (claim.state === 'held') return 'claimed';
  const demand = claimDemand(situation);
  if (demand === null) return 'offline';
  const reason = claim.reason.code;
  throw new CodedError('APPROVAL_UNCLAIMED', reason, { ...demand.citation, approval: request.id, reason });
}

/** Keeps the sealed file's path for the items of the same file: their seals go on it. */
async function offerForFurtherSeals(
  id: string,
  index: number,
  path: string,
  records: ApprovalPorts['records'],
): Promise<void> {
  const record = await findApproval(id, records);
  const sealed = record.request.items[index];
  const paths = record.request.items.map(({ sm3 }, place) =>
    sm3 === sealed?.sm3 ? path : (record.paths[place] ?? null),
  );
  await approvalRecords(records).keep({ ...record, paths });
}

async function forgetUsedPictures(id: string, index: number, ports: UsePorts): Promise<void> {
  const { request } = await findApproval(id, ports.records);
  const item = request.items[index];
  if (item !== undefined) await forgetPictures(item, ports);
}

/** A name that was taken before is no trace of this use. An unexpected failure may have left a file. */
function provesNothingSealed({ code }: AppError, outputIsThere: () => boolean): boolean {
  return code === 'OUTPUT_EXISTS' || (code !== 'INTERNAL' && !outputIsThere());
}

interface Approved {
  readonly record: ApprovalRecord;
  readonly approver: UsePerson;
  /** The decision of an office system; null for any other. */
  readonly office: JudgedDecision | null;
}

/** Judges the decision anew: the approver's certificate may have been revoked since. */
async function expectApproved(id: string, ports: AllowingPorts): Promise<Approved> {
  const record = await findApproval(id, ports.records);
  const { request, decided, withdrawn } = record;
  const items = (await usesOf(record, ports.records)).map(stateOfUse);
  const outcome = decided === null || decided.kind === 'paper' ? 'approved' : decided.decision.outcome;
  const standing = { request, withdrawn, items, outcome: decided === null ? null : outcome };
  const state = approvalState(standing, ports.clock.now());
  const facts = { approval: id, state };
  if (state === 'expired') {
    throw new CodedError('APPROVAL_EXPIRED', id, { ...facts, validUntil: request.validUntil });
  }
  if (state === 'used') throw spent(id, 'used');
  if (state !== 'approved') throw new CodedError('APPROVAL_NOT_APPROVED', state, facts);
  if (decided?.kind === 'office') {
    const office = await judgedAnew({ ...record, decided }, ports);
    return { record, approver: officeApprover(office), office };
  }
  if (decided?.kind !== 'signed') {
    return { record, approver: personOf('approver', decided?.paper.approver ?? null), office: null };
  }
  const { kept, certificate } = await judgedDecision(decided.statement, request, ports);
  return { record, approver: personOf('approver', kept.decision.approver, certificate), office: null };
}

/** Refuses the seal of another enterprise than the one that approved. A delegate's seal object is of their holder. */
function expectEnterprise({ request }: ApprovalRecord, { certificate }: ChosenSeal): void {
  const holder = certificateOrNull(certificate);
  if (holder !== null && enterpriseServed(holder) === request.enterprise) return;
  throw new CodedError('APPROVAL_DECISION_INVALID', 'enterprise', { rule: 'enterprise' });
}

async function itemFor(
  record: ApprovalRecord,
  { info }: ChosenSeal,
  file: FileIdentity,
  { target, locks }: Pick<PreparedDocument, 'target' | 'locks'>,
  { records, engine }: Pick<AllowingPorts, 'records' | 'engine'>,
): Promise<number> {
  const { id, items } = record.request;
  const uses = await usesOf(record, records);
  const original = approvedOriginal(items, uses.map(outcomeOf), file);
  const named = namedTarget(target, engine);
  const use = { ...original, esId: info.esId, sealName: info.name, target: named, locks };
  const found = findItem(items, uses.map(stateOfUse), use);
  if (found.kind === 'open') return found.index;
  if (found.kind === 'spent') throw spent(id, found.state);
  throw new CodedError('APPROVAL_MISMATCH', id, {
    approval: id,
    item: found.index + 1,
    ...detailsOfDifferences(found.differences),
  });
}

function spent(approval: string, state: 'unsettled' | 'used'): CodedError {
  const code = state === 'used' ? 'APPROVAL_USED' : 'APPROVAL_UNSETTLED';
  return new CodedError(code, approval, { approval });
}

async function errorOf(work: () => Promise<unknown>): Promise<AppError | null> {
  const outcome = await resultOf(work);
  return outcome.ok ? null : outcome.error;
}

/** @throws CodedError why an approval does not allow a use */
async function allowed(
  approvalId: string,
  chosen: ChosenSeal,
  document: PreparedDocument,
  file: FileFacts,
  ports: AllowingPorts,
) {
  const { record, approver, office } = await expectApproved(approvalId, ports);
  expectEnterprise(record, chosen);
  const { esId, name: sealName } = chosen.info;
  if (office !== null) expectSealInPowers(office, { esId, sealName });
  const index = await itemFor(record, chosen, { ...file, sm3: document.sm3Before }, document, ports);
  return { record, approver, index };
}

/**
 * Finds an approval on this computer that allows a use of a seal and has not been used for it. It takes nothing.
 * Rejects with the codes of the store, and with APPROVAL_MISMATCH for one that would allow it but for the lock: nobody is
 * to lock, or leave open, by a slip what was approved otherwise.
 * @returns its number; null if there is none
 */
export async function approvalInHand(
  chosen: ChosenSeal,
  document: PreparedDocument,
  file: FileFacts,
  ports: AllowingPorts,
): Promise<string | null> {
  let otherLock: AppError | null = null;
  for (const record of await approvalRecords(ports.records).all()) {
    const { id, items } = record.request;
    if (!items.some(({ esId }) => esId === chosen.info.esId)) continue;
    const refusal = await errorOf(async () => {
      // Its item first, which is cheap: the decision of the one that fits is judged alone, by trust folder and lists.
      await itemFor(record, chosen, { ...file, sm3: document.sm3Before }, document, ports);
      await allowed(id, chosen, document, file, ports);
    });
    if (refusal === null) return id;
    const differs = differencesInDetails(refusal.details);
    if (differs.length !== 1 || differs[0]?.aspect !== 'lock') continue;
    if ((await errorOf(() => expectApproved(id, ports))) === null) otherLock = refusal;
  }
  if (otherLock !== null) throw new CodedError(otherLock.code, 'another lock', otherLock.details);
  return null;
}

/** The gate's rule when no approval was named: refuses before anything is done when the rules demand one. */
export const approvalRequired: GateRules = {
  before: (_, situation) => {
    const demand = approvalDemand(situation);
    return Promise.resolve(
      demand === null ? null : refuse('APPROVAL_REQUIRED', situation, null, demand.citation),
    );
  },
};
