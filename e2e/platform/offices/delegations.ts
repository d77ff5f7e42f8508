import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { Problem } from '../api/problem.ts';
import type { Office } from '../office.ts';
import { newNumber } from './applications.ts';

type Delegation = PlatformSchema<'Delegation'>;

interface Row {
  readonly content: string;
}

/** Authorises somebody. @throws Problem where the time is none */
export function grantDelegation(
  office: Office,
  holder: string,
  request: PlatformSchema<'DelegationRequest'>,
): Delegation {
  if (Date.parse(request.validTo) <= Date.parse(request.validFrom)) {
    throw new Problem('invalid-request', '授权的结束时间须晚于开始时间');
  }
  const delegation: Delegation = {
    number: newNumber(office, 'delegation'),
    ...request,
    grantedAt: office.clock.now().toISOString(),
    endedAt: null,
  };
  office.database
    .prepare('INSERT INTO delegation VALUES (?, ?, ?)')
    .run(delegation.number, holder, JSON.stringify(delegation));
  return delegation;
}

/** Newest first. @param holder null for everybody's */
export function listDelegations({ database }: Pick<Office, 'database'>, holder: string | null): Delegation[] {
  const sql = 'SELECT content FROM delegation WHERE holder = coalesce(?, holder) ORDER BY rowid DESC';
  return database
    .prepare<[string | null], Row>(sql)
    .all(holder)
    .map(({ content }) => JSON.parse(content) as Delegation);
}

/** Ends a delegation now; one that has ended stays as it is. @throws Problem not-found */
export function endDelegation(office: Office, holder: string, number: string): Delegation {
  const found = listDelegations(office, holder).find((each) => each.number === number);
  if (found === undefined) throw new Problem('not-found', '没有这项授权');
  if (found.endedAt !== null) return found;
  const ended = { ...found, endedAt: office.clock.now().toISOString() };
  office.database
    .prepare('UPDATE delegation SET content = ? WHERE number = ?')
    .run(JSON.stringify(ended), number);
  return ended;
}
