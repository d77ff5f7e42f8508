import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import type { PlatformContext } from '../platform-context.ts';
import { Problem } from '../problem.ts';

type ClaimRequest = PlatformSchema<'ApprovalClaimRequest'>;
type Claim = PlatformSchema<'ApprovalClaim'>;
type Context = Pick<PlatformContext, 'database' | 'clock'>;

interface Row {
  readonly claim_id: string;
  readonly approval_sm3: string;
  readonly use: number;
  readonly attempt: number;
  readonly register_id: string;
  readonly document_sm3: string;
  readonly es_id: string;
  readonly claimed_at: string;
  readonly used_at: string | null;
  readonly sm3_after: string | null;
}

interface ClaimAnswer {
  readonly outcome: 'yours' | 'taken';
  readonly claim: Claim;
}

/** The oldest claim of a use stands. */
const CLAIMS_OF_USE = 'SELECT * FROM approval_claim WHERE approval_sm3 = ? AND use = ? ORDER BY rowid';

/**
 * Claims one use of an approval: it is the caller's if nobody else has claimed it. A use that was already made is kept
 * in any case.
 * @throws Problem wrong-state when the id is another claim's, or the claim was used for another file
 */
export function claimApproval(
  { database, clock }: Context,
  approvalSm3: string,
  claimId: string,
  request: ClaimRequest,
): ClaimAnswer {
  return database
    .transaction((): ClaimAnswer => {
      const own = findClaim({ database }, claimId);
      const standing = claimsOf({ database }, approvalSm3, request.use)[0] ?? null;
      if (own === null) {
        if (standing !== null && request.used === null) return { outcome: 'taken', claim: claimOf(standing) };
        insert({ database, clock }, approvalSm3, claimId, request);
      } else {
        expectSame(own, approvalSm3, request);
        const isRepeated = request.attempt <= own.attempt || own.used_at !== null;
        if (request.used === null && isRepeated) return { outcome: 'taken', claim: claimOf(own) };
        follow({ database }, own, request);
      }
      const first = claimsOf({ database }, approvalSm3, request.use)[0];
      if (first === undefined) throw new Problem('internal');
      return { outcome: first.claim_id === claimId ? 'yours' : 'taken', claim: claimOf(first) };
    })
    .immediate();
}

/**
 * Gives back a claim that was not used.
 * @throws Problem not-found for a claim of another register; wrong-state when it was used
 */
export function giveBackClaim(
  { database }: Pick<Context, 'database'>,
  approvalSm3: string,
  claimId: string,
  registerId: string,
): Claim {
  return database
    .transaction((): Claim => {
      const row = findClaim({ database }, claimId);
      if (row === null || row.approval_sm3 !== approvalSm3 || row.register_id !== registerId) {
        throw new Problem('not-found', '没有这项使用登记');
      }
      if (row.used_at !== null) throw new Problem('wrong-state', '已经使用，不能退回');
      database.prepare('DELETE FROM approval_claim WHERE claim_id = ?').run(claimId);
      return claimOf(row);
    })
    .immediate();
}

/** Lists uses that were made more than once, one of them by this register. */
export function listDoubleUses({ database }: Pick<Context, 'database'>, registerId: string) {
  const sql = `SELECT DISTINCT mine.approval_sm3, mine.use FROM approval_claim AS mine
    JOIN approval_claim AS other
      ON other.approval_sm3 = mine.approval_sm3 AND other.use = mine.use AND other.claim_id <> mine.claim_id
    WHERE mine.register_id = ? ORDER BY mine.rowid LIMIT 1000`;
  const uses = database.prepare<[string], Pick<Row, 'approval_sm3' | 'use'>>(sql).all(registerId);
  return uses.map(({ approval_sm3: approvalSm3, use }) => ({
    approvalSm3,
    use,
    claims: claimsOf({ database }, approvalSm3, use).map(claimOf),
  }));
}

type Store = Pick<Context, 'database'>;

function findClaim({ database }: Store, claimId: string): Row | null {
  return (
    database.prepare<[string], Row>('SELECT * FROM approval_claim WHERE claim_id = ?').get(claimId) ?? null
  );
}

function claimsOf({ database }: Store, approvalSm3: string, use: number): Row[] {
  return database.prepare<[string, number], Row>(CLAIMS_OF_USE).all(approvalSm3, use);
}

function insert(
  { database, clock }: Context,
  approvalSm3: string,
  claimId: string,
  { use, uses, attempt, registerId, documentSm3, esId, used }: ClaimRequest,
): void {
  const sql = `INSERT INTO approval_claim (claim_id, approval_sm3, use, uses, attempt, register_id, document_sm3,
    es_id, claimed_at, used_at, sm3_after) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
  const at = clock.now().toISOString();
  const facts = [claimId, approvalSm3, use, uses, attempt, registerId, documentSm3, esId, at];
  database.prepare(sql).run(...facts, used?.at ?? null, used?.sm3After ?? null);
}

/** Keeps a further attempt, or the use, and the id that the register has now. @throws Problem wrong-state when the claim was used for another file */
function follow({ database }: Store, known: Row, { attempt, used, registerId }: ClaimRequest): void {
  if (used !== null && known.sm3_after !== null && known.sm3_after !== used.sm3After) {
    throw new Problem('wrong-state', '已经用于另一份文件');
  }
  const sql = `UPDATE approval_claim SET attempt = max(attempt, ?), register_id = ?, used_at = coalesce(used_at, ?),
    sm3_after = coalesce(sm3_after, ?) WHERE claim_id = ?`;
  database.prepare(sql).run(attempt, registerId, used?.at ?? null, used?.sm3After ?? null, known.claim_id);
}

function expectSame(row: Row, approvalSm3: string, request: ClaimRequest): void {
  const isSame =
    row.approval_sm3 === approvalSm3 &&
    row.use === request.use &&
    row.document_sm3 === request.documentSm3 &&
    row.es_id === request.esId;
  if (!isSame) throw new Problem('wrong-state', '这个编号已用于另一项使用登记');
}

function claimOf(row: Row): Claim {
  return {
    claimId: row.claim_id,
    registerId: row.register_id,
    use: row.use,
    documentSm3: row.document_sm3,
    esId: row.es_id,
    claimedAt: row.claimed_at,
    used:
      row.used_at === null || row.sm3_after === null ? null : { at: row.used_at, sm3After: row.sm3_after },
  };
}
