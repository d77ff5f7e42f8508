import { COUNTERPARTY, ENROLLED, HOLDER } from '../../../electron/services/demo-world/companies.ts';
import type { PlatformContext } from '../platform-context.ts';

/** What the registration authority has of an enterprise, and what a seal was made for. */
export interface EnterpriseData {
  readonly name: string;
  readonly representative: string | null;
}

type Context = Pick<PlatformContext, 'database' | 'clock'>;

const companyOf = (holder: string) => [HOLDER, COUNTERPARTY, ENROLLED].find(({ name }) => name === holder);

/** Returns the unified social credit code (统一社会信用代码); null when the sandbox knows none. */
export function codeOf(holder: string): string | null {
  return companyOf(holder)?.taxNumber ?? null;
}

function firstData(holder: string): EnterpriseData {
  return { name: holder, representative: companyOf(holder)?.legalRepresentative ?? null };
}

/** @param holder the name under which the platform knows the enterprise */
export function enterpriseData({ database }: Pick<Context, 'database'>, holder: string): EnterpriseData {
  const sql = 'SELECT name, representative FROM enterprise_data WHERE holder = ?';
  return database.prepare<[string], EnterpriseData>(sql).get(holder) ?? firstData(holder);
}

/** Records a changed name or legal representative in the registration authority's books. */
export function changeEnterpriseData(
  { database, clock }: Context,
  holder: string,
  { name, representative }: EnterpriseData,
): void {
  const sql = `INSERT INTO enterprise_data VALUES (?, ?, ?, ?) ON CONFLICT (holder) DO UPDATE
    SET name = excluded.name, representative = excluded.representative, since = excluded.since`;
  database.prepare(sql).run(holder, name, representative, clock.now().toISOString());
}

/** Remembers for whom a new seal is made, which is the enterprise as it is registered now. */
export function noteIssuedFor({ database }: Pick<Context, 'database'>, esId: string, holder: string): void {
  const { name, representative } = enterpriseData({ database }, holder);
  database.prepare('INSERT OR IGNORE INTO seal_issued_for VALUES (?, ?, ?)').run(esId, name, representative);
}

/** Returns the data for which a seal was made. */
export function issuedFor(
  { database }: Pick<Context, 'database'>,
  esId: string,
  holder: string,
): EnterpriseData {
  const sql = 'SELECT name, representative FROM seal_issued_for WHERE es_id = ?';
  return database.prepare<[string], EnterpriseData>(sql).get(esId) ?? firstData(holder);
}
