import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import type { PlatformContext } from '../platform-context.ts';
import { listSeals } from './seals.ts';

export type EnterpriseFacts = PlatformSchema<'UseState'>['enterprise'];
export const ENTERPRISE_STATES = [
  'normal',
  'revoked',
  'cancelled',
] as const satisfies readonly EnterpriseFacts['state'][];

type Row = Pick<EnterpriseFacts, 'state' | 'since'>;

/**
 * Returns what the registration authority has of an enterprise. The sandbox stands in for that authority: it asks
 * itself at this moment, and an operator decides what the answer is.
 */
export function enterpriseFacts(
  { database, clock }: Pick<PlatformContext, 'database' | 'clock'>,
  name: string,
): EnterpriseFacts {
  const sql = 'SELECT state, since FROM enterprise WHERE name = ?';
  const found = database.prepare<[string], Row>(sql).get(name);
  const checkedAt = clock.now().toISOString();
  return { name, state: found?.state ?? 'normal', since: found?.since ?? null, checkedAt };
}

/** Records a change in the registration authority's books. */
export function changeEnterprise(
  { database, clock }: Pick<PlatformContext, 'database' | 'clock'>,
  name: string,
  state: EnterpriseFacts['state'],
): void {
  const sql = `INSERT INTO enterprise VALUES (?, ?, ?)
    ON CONFLICT (name) DO UPDATE SET state = excluded.state, since = excluded.since`;
  database.prepare(sql).run(name, state, clock.now().toISOString());
}

/** Returns every enterprise that holds a seal. */
export function listEnterprises(context: PlatformContext): EnterpriseFacts[] {
  const names = new Set(listSeals(context, null).map(({ holder }) => holder));
  return [...names].map((name) => enterpriseFacts(context, name));
}
