import { openDecision } from '../../../electron/core/approval/decision.ts';
import { parseRequest, requestDigest } from '../../../electron/core/approval/approval-request.ts';
import type { Statement } from '../../../electron/core/platform/signed-statement.ts';
import { readTrustStore } from '../../../electron/core/x509/trust-store.ts';
import { CodedError } from '../../../electron/shared/errors.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import type { RevocationLists } from '../lists/revocation-lists.ts';
import type { PlatformContext } from '../platform-context.ts';
import { Problem } from '../problem.ts';
import { say } from '../language.ts';

type Approval = PlatformSchema<'Approval'>;
type ApprovalRequest = PlatformSchema<'ApprovalRequest'>;

interface Row {
  readonly content: string;
}

/**
 * Puts a request before the approver. A repeated request changes nothing.
 * @throws Problem when the request is another enterprise's, or its id belongs to another request
 */
export function requestApproval(
  context: PlatformContext,
  holder: string,
  request: ApprovalRequest,
): Approval {
  if (request.enterprise !== holder)
    throw new Problem(
      'not-yours',
      say('申请单位与证书不符', 'The enterprise is not that of the certificate'),
    );
  const former = findApproval(context, holder, request.id);
  if (former !== null) {
    if (digestOf(context, former.request) === digestOf(context, request)) return former;
    throw new Problem(
      'wrong-state',
      say('这个编号已用于另一份申请', 'The number belongs to another request'),
    );
  }
  digestOf(context, request);
  const approval: Approval = { request, state: 'underReview', decision: null };
  context.database
    .prepare('INSERT INTO approval VALUES (?, ?, ?, ?)')
    .run(request.id, holder, JSON.stringify(approval), context.clock.now().toISOString());
  return approval;
}

/** @throws Problem when it is not a request */
function digestOf(context: PlatformContext, request: ApprovalRequest): string {
  try {
    return requestDigest(parseRequest(request), context.engine);
  } catch (error) {
    if (error instanceof CodedError)
      throw new Problem(
        'invalid-request',
        say(`申请无效：${error.message}`, `The request is not valid: ${error.message}`),
      );
    throw error;
  }
}

/** Lists approvals, newest first. */
export function listApprovals({ database }: Pick<PlatformContext, 'database'>, holder: string): Approval[] {
  const sql = 'SELECT content FROM approval WHERE holder = ? ORDER BY rowid DESC';
  return database
    .prepare<[string], Row>(sql)
    .all(holder)
    .map(({ content }) => JSON.parse(content) as Approval);
}

function findApproval(
  { database }: Pick<PlatformContext, 'database'>,
  holder: string,
  id: string,
): Approval | null {
  const sql = 'SELECT content FROM approval WHERE holder = ? AND id = ?';
  const row = database.prepare<[string, string], Row>(sql).get(holder, id);
  return row === undefined ? null : (JSON.parse(row.content) as Approval);
}

/** @throws Problem not-found */
export function readApproval(
  context: Pick<PlatformContext, 'database'>,
  holder: string,
  id: string,
): Approval {
  const found = findApproval(context, holder, id);
  if (found === null)
    throw new Problem('not-found', say('没有这份用印申请', 'There is no such request for approval'));
  return found;
}

/**
 * Keeps the approver's decision after checking that the approver's key has signed it for these hashes.
 * @throws Problem
 */
export async function decideApproval(
  context: PlatformContext,
  lists: RevocationLists,
  { holder, id, statement }: { readonly holder: string; readonly id: string; readonly statement: Statement },
): Promise<Approval> {
  const approval = readApproval(context, holder, id);
  if (approval.decision !== null) {
    if (approval.decision.signature === statement.signature) return approval;
    throw new Problem('wrong-state', say('这份申请已经决定', 'The request was decided before'));
  }
  const outcome = await outcomeOf(context, lists, approval.request, statement);
  // Another decision may have arrived in the meantime: the first one stands.
  if (readApproval(context, holder, id).decision !== null)
    throw new Problem('wrong-state', say('这份申请已经决定', 'The request was decided before'));
  const decided: Approval = { ...approval, state: outcome, decision: statement };
  context.database
    .prepare('UPDATE approval SET content = ? WHERE holder = ? AND id = ?')
    .run(JSON.stringify(decided), holder, id);
  return decided;
}

async function outcomeOf(
  context: PlatformContext,
  lists: RevocationLists,
  request: ApprovalRequest,
  statement: Statement,
): Promise<'approved' | 'rejected'> {
  const { engine, clock, authorities } = context;
  const { root, issuing } = authorities;
  const crls = await Promise.all([lists.present('root'), lists.present('issuing')]);
  const trust = readTrustStore({
    certificates: [root.certificate, issuing.certificate],
    crls: crls.map(({ der }) => new Uint8Array(der)),
  });
  try {
    const judging = { engine, trust, now: clock.now() };
    return openDecision(statement, parseRequest(request), judging).decision.outcome;
  } catch (error) {
    if (error instanceof CodedError)
      throw new Problem(
        'invalid-request',
        say(`决定无效：${error.message}`, `The decision is not valid: ${error.message}`),
      );
    throw error;
  }
}
