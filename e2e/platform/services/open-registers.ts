import { enterpriseOf } from '../../../electron/core/approval/decision.ts';
import { equalBytes } from '../../../electron/core/bytes/byte-arrays.ts';
import { openOpening, type SignedOpening } from '../../../electron/core/register/register-opening.ts';
import type { Statement } from '../../../electron/core/platform/signed-statement.ts';
import type { Sm2PublicKey } from '../../../electron/core/sm/engine.ts';
import { CodedError } from '../../../electron/shared/errors.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { base64Of, type PlatformContext } from '../platform-context.ts';
import { Problem } from '../problem.ts';
import { heldHolders, heldRoot, heldSize } from './registers.ts';
import { acceptCertificate } from './sessions.ts';
import { say } from '../language.ts';
import { expectNotReplaced } from './replaced-registers.ts';

type OwnedRegister = PlatformSchema<'OwnedRegister'>;
type Head = { readonly size: number; readonly root: string } | null;

interface Row {
  readonly register_id: string;
  readonly public_key: Buffer;
  readonly opener: string;
  readonly opened_at: string;
  readonly key_bound_at: string;
}

/** Returns the key that authenticates a register; null when nobody has opened it. */
export function registerKey(
  context: Pick<PlatformContext, 'database'>,
  registerId: string,
): Sm2PublicKey | null {
  const row = find(context, registerId);
  return row === null ? null : new Uint8Array(row.public_key);
}

function find({ database }: Pick<PlatformContext, 'database'>, registerId: string): Row | null {
  const sql = 'SELECT * FROM register WHERE register_id = ?';
  return database.prepare<[string], Row>(sql).get(registerId) ?? null;
}

/**
 * Opens a register, adds an owner to it, or binds the opener's new key to it (openapi.yaml, `openRegister`).
 * @param head shows that the opener has the entries that are here from before registers had owners
 * @throws Problem
 */
export function openRegister(
  context: PlatformContext,
  { statement, head }: { readonly statement: Statement; readonly head: Head },
): OwnedRegister {
  const signed = openingOf(context, statement);
  const { registerId } = signed.opening;
  const holder = enterpriseOf(signed.signer);
  return context.database
    .transaction(() => {
      const known = find(context, registerId);
      expectNotReplaced(context, registerId);
      if (known === null) {
        expectOwnEntries(context, registerId, holder, head);
        create(context, signed, holder);
      } else if (!equalBytes(known.public_key, signed.registerKey)) {
        bindKey(context, known, signed, holder);
      }
      context.database
        .prepare('INSERT OR IGNORE INTO register_owner VALUES (?, ?, ?)')
        .run(registerId, holder, JSON.stringify(statement));
      return describe(context, registerId);
    })
    .immediate();
}

function openingOf(context: PlatformContext, statement: Statement): SignedOpening {
  try {
    const signed = openOpening(statement, context.engine);
    if (signed.opening.platform !== context.id)
      throw new Problem(
        'invalid-request',
        say('声明是给另一平台的', 'The statement is for another platform'),
      );
    acceptCertificate(context, signed.signer);
    return signed;
  } catch (error) {
    if (error instanceof CodedError)
      throw new Problem(
        'invalid-request',
        say(`声明无效：${error.message}`, `The statement is not valid: ${error.message}`),
      );
    throw error;
  }
}

/** Entries that were sent before registers had owners belong to whoever still has them and is named by them. */
function expectOwnEntries(context: PlatformContext, registerId: string, holder: string, head: Head): void {
  const size = heldSize(context, registerId);
  if (size === 0) return;
  const holders = heldHolders(context, registerId);
  if (holders.size > 0 && !holders.has(holder)) {
    throw new Problem(
      'not-yours',
      say(
        '平台已有的记录都不是这一单位的用印',
        'None of the entries that the platform has is about a seal of this enterprise',
      ),
    );
  }
  if (head?.size !== size)
    throw new Problem('head-needed', say('平台已有记录', 'The platform holds entries'), { size });
  if (head.root !== heldRoot(context, registerId, size)) {
    throw new Problem(
      'register-conflict',
      say('与平台已有的记录不一致', 'It differs from the entries that the platform has'),
    );
  }
}

function create({ database, clock }: PlatformContext, signed: SignedOpening, holder: string): void {
  const now = clock.now().toISOString();
  database
    .prepare('INSERT INTO register VALUES (?, ?, ?, ?, ?)')
    .run(signed.opening.registerId, signed.registerKey, holder, now, now);
}

function bindKey(
  { database, clock }: PlatformContext,
  known: Row,
  { registerKey: wanted }: SignedOpening,
  holder: string,
): void {
  if (holder !== known.opener)
    throw new Problem(
      'not-yours',
      say('只有开立台账的单位可以更换密钥', 'Only the holder who opened the register binds another key'),
    );
  const former = 'SELECT 1 FROM register_former_key WHERE register_id = ? AND public_key = ?';
  if (database.prepare(former).get(known.register_id, wanted) !== undefined) {
    throw new Problem('not-yours', say('这一密钥已被更换', 'This key was replaced'));
  }
  database.prepare('INSERT INTO register_former_key VALUES (?, ?)').run(known.register_id, known.public_key);
  database
    .prepare('UPDATE register SET public_key = ?, key_bound_at = ? WHERE register_id = ?')
    .run(wanted, clock.now().toISOString(), known.register_id);
}

/** Lists the registers of an owner, newest first. */
export function listOwnedRegisters(context: PlatformContext, holder: string): OwnedRegister[] {
  const sql = `SELECT register_id FROM register_owner JOIN register USING (register_id)
    WHERE holder = ? ORDER BY opened_at DESC, register_id`;
  const ids = context.database.prepare<[string], string>(sql).pluck().all(holder);
  return ids.map((id) => describe(context, id));
}

export function isOwner(
  { database }: Pick<PlatformContext, 'database'>,
  registerId: string,
  holder: string,
): boolean {
  const sql = 'SELECT 1 FROM register_owner WHERE register_id = ? AND holder = ?';
  return database.prepare(sql).get(registerId, holder) !== undefined;
}

function describe(context: PlatformContext, registerId: string): OwnedRegister {
  const row = find(context, registerId);
  if (row === null) throw new Problem('not-found');
  const sql = 'SELECT holder FROM register_owner WHERE register_id = ? ORDER BY holder';
  const owners = context.database.prepare<[string], string>(sql).pluck().all(registerId);
  return {
    registerId,
    registerKey: base64Of(row.public_key),
    opener: row.opener,
    owners,
    openedAt: row.opened_at,
    keyBoundAt: row.key_bound_at,
    size: heldSize(context, registerId),
  };
}
