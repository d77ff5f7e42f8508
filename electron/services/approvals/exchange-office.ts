import { decisionFileOrNull } from '../../core/approval/office-decision.ts';
import { invalid } from '../../core/approval/office-statement.ts';
import type { AppError } from '../../shared/errors.ts';
import type { ApprovalRequest, ApprovalView } from '../../shared/model/approval.ts';
import type { OfficeExchange, OfficeWay } from '../../shared/model/office-system.ts';
import { type Result, resultOf, unwrap } from '../../shared/result.ts';
import { type ApprovalPorts, approvalRecords } from './approval-record.ts';
import { placeDocuments, takeOfficeDecision } from './office-decisions.ts';
import { type KeptResult, officeResults, resultBytes } from './office-results.ts';

/** A decision that waits in a watched folder, or that an office system has named. */
export interface WaitingDecision {
  /** The name of its file, or its number at the office system. */
  readonly name: string;
  /** JSON of a signed decision, of whatever content. */
  readonly bytes: Uint8Array;
  /** Brings the documents that a request names here. Fails with the codes of the way. */
  readonly documents: (request: ApprovalRequest) => Promise<Result<readonly (string | null)[]>>;
}

/** One way to exchange with office systems. Its failures are OA_WAY_UNUSABLE, OA_CALL_FAILED and those of files. */
export interface OfficeDoor {
  readonly way: OfficeWay;
  waiting(): Promise<Result<readonly WaitingDecision[]>>;
  /** Tells that a decision was taken, so that it does not come again. */
  taken(name: string, approval: string): Promise<Result<null>>;
  /** Tells why a decision was not taken. */
  refused(name: string, error: AppError): Promise<Result<null>>;
  /** Brings a sealed file and its result back. @param result JSON, see `resultBytes` */
  giveBack(kept: KeptResult, result: Uint8Array): Promise<Result<null>>;
}

/**
 * Takes in the decisions that wait at a door, and brings the sealed files of earlier ones back with their results. A decision
 * that does not count is refused by name, one whose documents cannot be brought here waits for the next time, and neither hinders
 * another. Fails as the door does.
 */
export function exchangeOffice(door: OfficeDoor, ports: ApprovalPorts): Promise<Result<OfficeExchange>> {
  return resultOf(async () => {
    const arrived: string[] = [];
    const refused: { name: string; error: AppError }[] = [];
    for (const waiting of unwrap(await door.waiting())) {
      const outcome = await takeIn(waiting, door, ports);
      if (outcome.ok) {
        arrived.push(outcome.value.request.id);
        unwrap(await door.taken(waiting.name, outcome.value.request.id));
      } else if (isFinal(outcome.error)) {
        refused.push({ name: waiting.name, error: outcome.error });
        unwrap(await door.refused(waiting.name, outcome.error));
      } else if (outcome.error.code.startsWith('STORE_')) unwrap(outcome);
      else refused.push({ name: waiting.name, error: outcome.error });
    }
    const { returned, held } = await giveBack(door, ports);
    return { arrived, refused: [...refused, ...held], returned };
  });
}

/** What cannot become better by asking again. Everything else is tried anew the next time. */
function isFinal({ code }: AppError): boolean {
  return code.startsWith('OA_DECISION_') || code.startsWith('OA_SYSTEM_') || FINAL.has(code);
}

const FINAL: ReadonlySet<string> = new Set(['OA_POWERS_EXCEEDED', 'APPROVAL_INVALID', 'APPROVAL_MISMATCH']);

async function takeIn(
  { bytes, documents }: WaitingDecision,
  { way }: OfficeDoor,
  ports: ApprovalPorts,
): Promise<Result<ApprovalView>> {
  return resultOf(async () => {
    const statement = decisionFileOrNull(bytes);
    if (statement === null) throw invalid('file');
    const nowhere = (request: ApprovalRequest) => request.items.map(() => null);
    const taken = unwrap(await takeOfficeDecision({ statement, way, paths: nowhere }, ports));
    // Only a decision that counts has its documents brought here.
    const paths = unwrap(await documents(taken.request));
    return unwrap(await placeDocuments(taken.request.id, paths, ports));
  });
}

/** A sealed file that was moved or changed holds up its own result alone. */
async function giveBack(
  door: OfficeDoor,
  ports: ApprovalPorts,
): Promise<Pick<OfficeExchange, 'returned'> & { readonly held: OfficeExchange['refused'] }> {
  const returned: string[] = [];
  const held: { name: string; error: AppError }[] = [];
  for (const kept of await dueResults(door.way, ports)) {
    const given = await door.giveBack(kept, resultBytes(kept));
    if (!given.ok && !given.error.code.startsWith('FILE_')) unwrap(given);
    if (given.ok) await officeResults(ports.records).keep({ ...kept, returned: true });
    if (given.ok) returned.push(kept.result.fileName);
    else held.push({ name: kept.result.fileName, error: given.error });
  }
  return { returned, held };
}

/** Returns the results that are to go back by a way and have not. Rejects with the codes of the store. */
async function dueResults(
  way: OfficeWay,
  { records }: Pick<ApprovalPorts, 'records'>,
): Promise<readonly KeptResult[]> {
  const due = (await officeResults(records).all()).filter(({ returned }) => !returned);
  const found = await Promise.all(due.map(({ approval }) => approvalRecords(records).find(approval)));
  return due.filter((_, place) => {
    const decided = found[place]?.decided;
    return decided?.kind === 'office' && decided.way === way;
  });
}

/**
 * Brings the results of one approval back by a door of the person's choice, again if need be. Fails with APPROVAL_NOT_FOUND
 * when nothing was sealed under it, or as the door does.
 * @returns the names of the files
 */
export function giveResultsBack(
  approval: string,
  door: Pick<OfficeDoor, 'giveBack'>,
  { records }: Pick<ApprovalPorts, 'records'>,
): Promise<Result<readonly string[]>> {
  return resultOf(async () => {
    const kept = (await officeResults(records).all()).filter((each) => each.approval === approval);
    for (const each of kept) {
      unwrap(await door.giveBack(each, resultBytes(each)));
      await officeResults(records).keep({ ...each, returned: true });
    }
    return kept.map(({ result }) => result.fileName);
  });
}
