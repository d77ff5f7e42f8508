import { CodedError } from '../../shared/errors.ts';

/** The times that a list carries, ISO 8601. */
export interface ListTimes {
  readonly issuedAt: string;
  readonly nextUpdate: string;
}

/** How far a platform's clock may be ahead of this computer's. */
const CLOCK_TOLERANCE_MS = 5 * 60 * 1000;

/**
 * A list never goes back: not in its number, and under the same number not in time.
 * @param list names it in the error
 * @throws CodedError LIST_ROLLED_BACK
 */
export function checkGoesOn(
  list: string,
  given: { readonly number: number; readonly issuedAt: string },
  known: { readonly number: number; readonly issuedAt: string } | undefined,
): void {
  if (known === undefined) return;
  const isOlder = Date.parse(given.issuedAt) < Date.parse(known.issuedAt);
  if (given.number > known.number && !isOlder) return;
  if (given.number === known.number && !isOlder) return;
  throw new CodedError('LIST_ROLLED_BACK', list, {
    list,
    known: known.number,
    given: given.number,
    knownIssuedAt: known.issuedAt,
    givenIssuedAt: given.issuedAt,
  });
}

/** @throws CodedError LIST_FROM_FUTURE */
export function checkNotFromFuture(list: string, { issuedAt }: ListTimes, now: Date): void {
  if (Date.parse(issuedAt) <= now.getTime() + CLOCK_TOLERANCE_MS) return;
  throw new CodedError('LIST_FROM_FUTURE', list, { list, issuedAt });
}

/**
 * A list whose promised successor is due: either the platform issues none, or somebody holds it back.
 * @throws CodedError LIST_FROZEN
 */
export function checkNotFrozen(list: string, { issuedAt, nextUpdate }: ListTimes, now: Date): void {
  if (now.getTime() <= Date.parse(nextUpdate)) return;
  throw new CodedError('LIST_FROZEN', list, { list, issuedAt, nextUpdate });
}
