import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import type { PlatformContext } from '../platform-context.ts';
import { Problem } from '../problem.ts';
import { findSeal } from '../registry/seals.ts';
import { isOwner } from './open-registers.ts';
import { say } from '../language.ts';

type ClaimRequest = PlatformSchema<'ApprovalClaimRequest'>;
type Claim = PlatformSchema<'ApprovalClaim'>;

interface Row {
  readonly claim_id: string;
  readonly holder: string;
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
const CLAIMS_OF_USE =
  'SELECT * FROM approval_claim WHERE holder = ? AND approval_sm3 = ? AND use = ? ORDER BY rowid';

/** Names a claim, and the register that speaks of it. */
export interface ClaimNames {
  readonly approvalSm3: string;
  readonly claimId: string;
  readonly registerId: string;
}

/**
 * Claims one use of an approval: it is the caller's if nobody else of the seal's holder has claimed it. A use that was
 * already made is kept in any case.
 * @throws Problem not-yours for the seal of somebody who does not own the register; wrong-state when the id is another
 *   claim's, or the claim was used for another file
 */
export function claimApproval(
  context: PlatformContext,
  names: ClaimNames,
  request: ClaimRequest,
): ClaimAnswer {
  const { database } = context;
  const holder = findSeal(context, request.esId)?.holder ?? null;
  if (holder === null || !isOwner(context, names.registerId, holder)) {
    throw new Problem(
      'not-yours',
      say('不是这本台账的单位的印章', 'It is no seal of an owner of this register'),
    );
  }
  return database
    .transaction((): ClaimAnswer => {
      const use = { holder, approvalSm3: names.approvalSm3, use: request.use };
      const own = findClaim(context, names.claimId);
      const standing = claimsOf(context, use)[0] ?? null;
      if (own === null) {
        if (standing !== null && request.used === null) return { outcome: 'taken', claim: claimOf(standing) };
        insert(context, holder, names, request);
      } else {
        expectSame(own, use, request);
        const isRepeated = request.attempt <= own.attempt || own.used_at !== null;
        if (request.used === null && isRepeated) return { outcome: 'taken', claim: claimOf(own) };
        follow(context, own, names.registerId, request);
      }
      const first = claimsOf(context, use)[0];
      if (first === undefined) throw new Problem('internal');
      return { outcome: first.claim_id === names.claimId ? 'yours' : 'taken', claim: claimOf(first) };
    })
    .immediate();
}

/**
 * Gives back a claim that was not used.
 * @throws Problem not-found for a claim of another holder; wrong-state when it was used
 */
export function giveBackClaim(
  context: PlatformContext,
  { approvalSm3, claimId, registerId }: ClaimNames,
): Claim {
  const { database } = context;
  return database
    .transaction((): Claim => {
      const row = findClaim(context, claimId);
      if (row?.approval_sm3 !== approvalSm3 || !isOwner(context, registerId, row.holder)) {
        throw new Problem('not-found', say('没有这项使用登记', 'There is no such claim'));
      }
      if (row.used_at !== null)
        throw new Problem('wrong-state', say('已经使用，不能退回', 'It was used and cannot be given back'));
      database.prepare('DELETE FROM approval_claim WHERE claim_id = ?').run(claimId);
      return claimOf(row);
    })
    .immediate();
}

/** Lists uses that were made more than once, one of them by this register. */
export function listDoubleUses({ database }: Store, registerId: string) {
  const sql = `SELECT DISTINCT mine.holder, mine.approval_sm3 AS approvalSm3, mine.use FROM approval_claim AS mine
    JOIN approval_claim AS other
      ON other.holder = mine.holder AND other.approval_sm3 = mine.approval_sm3 AND other.use = mine.use
      AND other.claim_id <> mine.claim_id
    WHERE mine.register_id = ? ORDER BY mine.rowid LIMIT 1000`;
  const uses = database.prepare<[string], UseNames>(sql).all(registerId);
  return uses.map(({ approvalSm3, use, holder }) => ({
    approvalSm3,
    use,
    claims: claimsOf({ database }, { holder, approvalSm3, use }).map(claimOf),
  }));
}

type Store = Pick<PlatformContext, 'database'>;

/** Names one use of an approval. */
interface UseNames {
  readonly holder: string;
  readonly approvalSm3: string;
  readonly use: number;
}

function findClaim({ database }: Store, claimId: string): Row | null {
  return (
    database.prepare<[string], Row>('SELECT * FROM approval_claim WHERE claim_id = ?').get(claimId) ?? null
  );
}

function claimsOf({ database }: Store, { holder, approvalSm3, use }: UseNames): Row[] {
  return database.prepare<[string, string, number], Row>(CLAIMS_OF_USE).all(holder, approvalSm3, use);
}

function insert(
  { database, clock }: Pick<PlatformContext, 'database' | 'clock'>,
  holder: string,
  { claimId, approvalSm3, registerId }: ClaimNames,
  { use, uses, attempt, documentSm3, esId, used }: ClaimRequest,
): void {
  const sql = `INSERT INTO approval_claim (claim_id, holder, approval_sm3, use, uses, attempt, register_id,
    document_sm3, es_id, claimed_at, used_at, sm3_after) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
  const at = clock.now().toISOString();
  const facts = [claimId, holder, approvalSm3, use, uses, attempt, registerId, documentSm3, esId, at];
  database.prepare(sql).run(...facts, used?.at ?? null, used?.sm3After ?? null);
}

/** Keeps a further attempt, or the use, and the id that the register has now. @throws Problem wrong-state when the claim was used for another file */
function follow({ database }: Store, known: Row, registerId: string, { attempt, used }: ClaimRequest): void {
  if (used !== null && known.sm3_after !== null && known.sm3_after !== used.sm3After) {
    throw new Problem('wrong-state', say('已经用于另一份文件', 'It was used for another document'));
  }
  const sql = `UPDATE approval_claim SET attempt = max(attempt, ?), register_id = ?, used_at = coalesce(used_at, ?),
    sm3_after = coalesce(sm3_after, ?) WHERE claim_id = ?`;
  database.prepare(sql).run(attempt, registerId, used?.at ?? null, used?.sm3After ?? null, known.claim_id);
}

function expectSame(row: Row, { holder, approvalSm3, use }: UseNames, request: ClaimRequest): void {
  const isSame =
    row.holder === holder &&
    row.approval_sm3 === approvalSm3 &&
    row.use === use &&
    row.document_sm3 === request.documentSm3 &&
    row.es_id === request.esId;
  if (!isSame)
    throw new Problem('wrong-state', say('这个编号已用于另一项使用登记', 'The id belongs to another claim'));
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
