import { say } from '../language.ts';
import type { PlatformContext } from '../platform-context.ts';
import { Problem } from '../problem.ts';

type Store = Pick<PlatformContext, 'database'>;

/**
 * Notes that a register goes on under another id, as an entry of its own says (`registerRenewed`). Only an owner of the
 * former register replaces it: what anybody else says of it has no effect.
 */
export function noteSuccessor(
  { database, clock }: Pick<PlatformContext, 'database' | 'clock'>,
  formerId: string,
  successor: string,
): void {
  if (formerId === successor) return;
  const common = `SELECT 1 FROM register_owner AS mine JOIN register_owner AS theirs ON mine.holder = theirs.holder
    WHERE mine.register_id = ? AND theirs.register_id = ?`;
  if (database.prepare(common).get(successor, formerId) === undefined) return;
  database
    .prepare('INSERT OR IGNORE INTO register_replaced VALUES (?, ?, ?)')
    .run(formerId, successor, clock.now().toISOString());
}

/** Returns the id under which a register goes on; null when it was not replaced. */
function successorOf({ database }: Store, registerId: string): string | null {
  const sql = 'SELECT successor FROM register_replaced WHERE register_id = ?';
  return database.prepare<[string], string>(sql).pluck().get(registerId) ?? null;
}

/** @throws Problem register-replaced, with the successor */
export function expectNotReplaced(store: Store, registerId: string): void {
  const successor = successorOf(store, registerId);
  if (successor === null) return;
  const detail = say(
    '这本台账已在新的编号下继续，旧编号不再接收记录',
    'This register goes on under another id; its former id takes nothing any more',
  );
  throw new Problem('register-replaced', detail, { successor });
}
