import { openDecision } from '../../../electron/core/approval/decision.ts';
import { requestDigest } from '../../../electron/core/approval/approval-request.ts';
import type { Statement } from '../../../electron/core/platform/signed-statement.ts';
import { readTrustStore } from '../../../electron/core/x509/trust-store.ts';
import { CodedError } from '../../../electron/shared/errors.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { Problem } from '../api/problem.ts';
import type { RevocationLists } from '../lists/revocation-lists.ts';
import type { Office } from '../office.ts';

type Approval = PlatformSchema<'Approval'>;
type ApprovalRequest = PlatformSchema<'ApprovalRequest'>;

interface Row {
  readonly content: string;
}

/**
 * Puts a request before the approver; the same request again is the same.
 * @throws Problem where it is another enterprise's, or its id has served for another one
 */
export function requestApproval(office: Office, holder: string, request: ApprovalRequest): Approval {
  if (request.enterprise !== holder) throw new Problem('invalid-request', '申请单位与证书不符');
  const former = findApproval(office, holder, request.id);
  if (former !== null) {
    if (digestOf(office, former.request) === digestOf(office, request)) return former;
    throw new Problem('wrong-state', '这个编号已用于另一份申请');
  }
  digestOf(office, request);
  const approval: Approval = { request, state: 'underReview', decision: null };
  office.database
    .prepare('INSERT INTO approval VALUES (?, ?, ?, ?)')
    .run(request.id, holder, JSON.stringify(approval), office.clock.now().toISOString());
  return approval;
}

/** @throws Problem where it is no request */
function digestOf(office: Office, request: ApprovalRequest): string {
  try {
    return requestDigest(request, office.engine);
  } catch (error) {
    if (error instanceof CodedError) throw new Problem('invalid-request', error.message);
    throw error;
  }
}

/** Newest first. */
export function listApprovals({ database }: Pick<Office, 'database'>, holder: string): Approval[] {
  const sql = 'SELECT content FROM approval WHERE holder = ? ORDER BY rowid DESC';
  return database
    .prepare<[string], Row>(sql)
    .all(holder)
    .map(({ content }) => JSON.parse(content) as Approval);
}

function findApproval({ database }: Pick<Office, 'database'>, holder: string, id: string): Approval | null {
  const sql = 'SELECT content FROM approval WHERE holder = ? AND id = ?';
  const row = database.prepare<[string, string], Row>(sql).get(holder, id);
  return row === undefined ? null : (JSON.parse(row.content) as Approval);
}

/** @throws Problem not-found */
export function readApproval(office: Pick<Office, 'database'>, holder: string, id: string): Approval {
  const found = findApproval(office, holder, id);
  if (found === null) throw new Problem('not-found', '没有这份用印申请');
  return found;
}

/**
 * Keeps the approver's decision, once it is found to be one: the approver's key has signed it, about these hashes.
 * @throws Problem
 */
export async function decideApproval(
  office: Office,
  lists: RevocationLists,
  { holder, id, statement }: { readonly holder: string; readonly id: string; readonly statement: Statement },
): Promise<Approval> {
  const approval = readApproval(office, holder, id);
  if (approval.decision !== null) {
    if (approval.decision.signature === statement.signature) return approval;
    throw new Problem('wrong-state', '这份申请已经决定');
  }
  const outcome = await outcomeOf(office, lists, approval.request, statement);
  // Another decision may have come in the meantime: the first stands.
  if (readApproval(office, holder, id).decision !== null)
    throw new Problem('wrong-state', '这份申请已经决定');
  const decided: Approval = { ...approval, state: outcome, decision: statement };
  office.database
    .prepare('UPDATE approval SET content = ? WHERE holder = ? AND id = ?')
    .run(JSON.stringify(decided), holder, id);
  return decided;
}

async function outcomeOf(
  office: Office,
  lists: RevocationLists,
  request: ApprovalRequest,
  statement: Statement,
): Promise<'approved' | 'rejected'> {
  const { engine, clock, authorities } = office;
  const { root, issuing } = authorities;
  const crls = await Promise.all([lists.present('root'), lists.present('issuing')]);
  const trust = readTrustStore({
    certificates: [root.certificate, issuing.certificate],
    crls: crls.map(({ der }) => new Uint8Array(der)),
  });
  try {
    return openDecision(statement, request, { engine, trust, now: clock.now() }).decision.outcome;
  } catch (error) {
    if (error instanceof CodedError) throw new Problem('invalid-request', `决定无效：${error.message}`);
    throw error;
  }
}
