import type { PolicyProfile } from '../../shared/model/policy-profile.ts';
import type { RenewalWindow } from '../../shared/model/seal-standing.ts';
import { addDays } from './days.ts';

/**
 * Whether a seal may be renewed now, by the rules of its platform; null where they say nothing of renewal. 30
 * natural days (自然日) before expiry are counted back from the very moment.
 *
 * @param validTo of the seal or of its certificate, whichever ends first
 */
export function renewalWindow(
  { rules }: Pick<PolicyProfile, 'rules'>,
  validTo: Date,
  now: Date,
): RenewalWindow | null {
  if (rules.renewal === null) return null;
  const { daysBefore, daysAfter, by } = rules.renewal;
  const opens = daysBefore === null ? null : addDays(validTo, -daysBefore);
  const closes = daysAfter === null ? null : addDays(validTo, daysAfter);
  return {
    state: stateOf(opens, closes, now),
    by,
    opensAt: opens?.toISOString() ?? null,
    closesAt: closes?.toISOString() ?? null,
  };
}

function stateOf(opens: Date | null, closes: Date | null, now: Date): RenewalWindow['state'] {
  if (opens !== null && now < opens) return 'notYet';
  return closes !== null && now > closes ? 'closed' : 'open';
}
