import { equalBytes } from '../bytes/equal.ts';
import type { RevocationEntries, RevocationList } from './revocation-list.ts';

/** A list that says of every certificate in its scope whether it is revoked. */
export interface CompleteList extends Pick<
  RevocationList,
  'thisUpdate' | 'nextUpdate' | 'entries' | 'keepsExpiredSince'
> {
  /** The newest of the lists that it is made of. */
  readonly list: RevocationList;
}

/** CRLReason removeFromCRL (RFC 5280 §5.3.1): the base names the certificate, and it is revoked no longer. */
const REMOVED = 8;

/**
 * The complete lists among those of one issuer, and what each delta list makes of its base (RFC 5280 §5.2.4). A
 * delta list without a base that fits says nothing of the certificates that it does not name, and is left out.
 * @param lists of one issuer, each with a signature that was checked
 */
export function completeLists(lists: readonly RevocationList[]): CompleteList[] {
  const bases = lists.filter(({ baseNumber }) => baseNumber === null);
  const updated = lists.flatMap((list) => (list.baseNumber === null ? [] : withBase(list, bases)));
  return [...bases.map((list) => ({ ...list, list })), ...updated];
}

function withBase(delta: RevocationList, bases: readonly RevocationList[]): CompleteList[] {
  const fitting = bases.filter((base) => fits(base, delta));
  const [newest] = fitting.sort((left, right) => right.thisUpdate.getTime() - left.thisUpdate.getTime());
  return newest === undefined ? [] : [combined(newest, delta)];
}

/** RFC 5280 §5.2.4 (a) to (c), the key of the issuer apart: both were checked with the same. */
function fits(base: RevocationList, delta: RevocationList): boolean {
  if (base.number === null || delta.number === null || delta.baseNumber === null) return false;
  return sameScope(base, delta) && base.number >= delta.baseNumber && base.number < delta.number;
}

function sameScope({ scope: left }: RevocationList, { scope: right }: RevocationList): boolean {
  return left === null || right === null ? left === right : equalBytes(left.raw, right.raw);
}

function combined(base: RevocationList, delta: RevocationList): CompleteList {
  const { thisUpdate, nextUpdate } = delta;
  const since = [base.keepsExpiredSince, delta.keepsExpiredSince];
  const keepsExpiredSince = since.includes(null) ? null : later(since as Date[]);
  return { thisUpdate, nextUpdate, entries: entriesOf(base, delta), keepsExpiredSince, list: delta };
}

function later(dates: readonly Date[]): Date {
  return new Date(Math.max(...dates.map((date) => date.getTime())));
}

function entriesOf({ entries: base }: RevocationList, { entries: delta }: RevocationList): RevocationEntries {
  return {
    size: base.size + delta.size,
    get: (serial) => {
      const changed = delta.get(serial);
      if (changed === undefined) return base.get(serial);
      return changed.reason === REMOVED ? undefined : changed;
    },
  };
}
