import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { MOST_DELEGATION_DAYS } from '../../../electron/shared/model/seal-life.ts';
import type { PlatformContext } from '../platform-context.ts';
import { Problem } from '../problem.ts';
import { newNumber } from './applications.ts';
import { endAccess, keepDelegation, newAccessCode } from './delegate-access.ts';
import { say } from '../language.ts';

type Delegation = PlatformSchema<'Delegation'>;

const DAY_MS = 86_400_000;

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
  if (Date.parse(request.validTo) > Date.parse(request.validFrom) + MOST_DELEGATION_DAYS * DAY_MS) {
    throw new Problem(
      'invalid-request',
      say('授权最长一年，到期可再办', 'A delegation lasts for a year at most, and may be granted again'),
    );
  }
  const delegation: Delegation = {
    number: newNumber(context, 'delegation'),
    ...request,
    delegateEsId: null,
    code: null,
    grantedAt: context.clock.now().toISOString(),
    endedAt: null,
  };
  context.database
    .prepare('INSERT INTO delegation VALUES (?, ?, ?)')
    .run(delegation.number, holder, JSON.stringify(delegation));
  return request.ownKey ? { ...delegation, code: newAccessCode(context, delegation.number) } : delegation;
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
  keepDelegation(context, ended);
  endAccess(context, ended);
  return ended;
}
