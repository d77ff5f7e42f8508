import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import type { PlatformContext } from '../platform-context.ts';
import { Problem } from '../problem.ts';
import { newNumber } from './applications.ts';
import { say } from '../language.ts';

type Delegation = PlatformSchema<'Delegation'>;

interface Row {
  readonly content: string;
}

/**
 * Grants a delegation.
 * @throws Problem when the time is not a period
 */
export function grantDelegation(
  context: PlatformContext,
  holder: string,
  request: PlatformSchema<'DelegationRequest'>,
): Delegation {
  if (Date.parse(request.validTo) <= Date.parse(request.validFrom)) {
    throw new Problem(
      'invalid-request',
      say('授权的结束时间须晚于开始时间', 'A delegation ends after it begins'),
    );
  }
  const delegation: Delegation = {
    number: newNumber(context, 'delegation'),
    ...request,
    grantedAt: context.clock.now().toISOString(),
    endedAt: null,
  };
  context.database
    .prepare('INSERT INTO delegation VALUES (?, ?, ?)')
    .run(delegation.number, holder, JSON.stringify(delegation));
  return delegation;
}

/**
 * Lists delegations, newest first.
 * @param holder null for all holders
 */
export function listDelegations(
  { database }: Pick<PlatformContext, 'database'>,
  holder: string | null,
): Delegation[] {
  const sql = 'SELECT content FROM delegation WHERE holder = coalesce(?, holder) ORDER BY rowid DESC';
  return database
    .prepare<[string | null], Row>(sql)
    .all(holder)
    .map(({ content }) => JSON.parse(content) as Delegation);
}

/**
 * Ends a delegation now. One that has ended stays as it is.
 * @throws Problem not-found
 */
export function endDelegation(context: PlatformContext, holder: string, number: string): Delegation {
  const found = listDelegations(context, holder).find((each) => each.number === number);
  if (found === undefined) throw new Problem('not-found', say('没有这项授权', 'There is no such delegation'));
  if (found.endedAt !== null) return found;
  const ended = { ...found, endedAt: context.clock.now().toISOString() };
  context.database
    .prepare('UPDATE delegation SET content = ? WHERE number = ?')
    .run(JSON.stringify(ended), number);
  return ended;
}
