import type { Office } from '../office.ts';

/** A register of which entries are here. */
export interface KeptRegister {
  readonly registerId: string;
  readonly size: number;
  /** What was countersigned last; null for nothing yet. */
  readonly head: { readonly size: number; readonly root: string } | null;
}

export interface ShownEntry {
  readonly place: number;
  /** Null where only its leaf hash was sent. */
  readonly bytes: Uint8Array | null;
}

type Store = Pick<Office, 'database'>;

/** The registers of all clients, for the operator. */
export function listRegisters({ database }: Store): KeptRegister[] {
  const counts = database
    .prepare<[], { registerId: string; size: number }>(
      'SELECT register_id AS registerId, count(*) AS size FROM register_entry GROUP BY register_id',
    )
    .all();
  const newest = database.prepare<[string], { size: number; root: string }>(
    'SELECT size, root FROM register_head WHERE register_id = ? ORDER BY size DESC LIMIT 1',
  );
  return counts.map((count) => ({ ...count, head: newest.get(count.registerId) ?? null }));
}

/** Newest first. */
export function newestEntries({ database }: Store, registerId: string, limit: number): ShownEntry[] {
  const sql = 'SELECT place, bytes FROM register_entry WHERE register_id = ? ORDER BY place DESC LIMIT ?';
  return database.prepare<[string, number], ShownEntry>(sql).all(registerId, limit);
}
