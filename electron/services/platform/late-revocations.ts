import { decodeRevocationList, type RevocationList } from '../../core/x509/revocation-list.ts';
import type { ChangedRevocation } from '../../core/x509/revocation-index.ts';
import { CodedError } from '../../shared/errors.ts';
import type { CheckedList } from './check-list.ts';
import type { LateRevocation } from './platform-store.ts';
import type { SyncContext } from './sync-context.ts';

/** CRLReason removeFromCRL (RFC 5280 §5.3.1): an entry that takes a revocation back. */
const REMOVED = 8;
/** As many go to the store at once. */
const BATCH = 5_000;

/**
 * Compares a list with the one of the same authority that is in force before it is accepted, and notes every new
 * revocation whose date is before that former list: the former list should have had it, so that nobody could know it
 * before. All else follows from the newest list alone and is not kept.
 * @param id the platform's name of the list
 * @throws CodedError of the STORE_ group
 */
export async function noteLateRevocations(
  { files, store }: Pick<SyncContext, 'files' | 'store'>,
  id: string,
  { issuer, issuedAt, entries }: CheckedList,
): Promise<void> {
  const former = formerLists(files, id);
  const [newest] = former;
  if (newest === undefined) return;
  const lacked = newest.thisUpdate;
  let late: LateRevocation[] = [];
  for (const change of entries.changesSince(former.map((list) => list.entries))) {
    const knownFrom = lateFrom(change, lacked, issuedAt);
    if (knownFrom === null) continue;
    const revokedAt = change.revocation.revokedAt.toISOString();
    late.push({ issuer, serial: change.serial, revokedAt, lackedAt: lacked.toISOString(), knownFrom });
    if (late.length === BATCH) {
      await store.addLateRevocations(late);
      late = [];
    }
  }
  if (late.length > 0) await store.addLateRevocations(late);
}

/**
 * Returns the time since which a new date counts in any case, ISO 8601; null if the former list could not have it. A
 * certificate that was revoked already, from a later date, is revoked from that date in any case.
 */
function lateFrom({ revocation, former }: ChangedRevocation, lacked: Date, issuedAt: string): string | null {
  const { revokedAt, reason } = revocation;
  if (reason === REMOVED || revokedAt >= lacked) return null;
  if (former === null || former.reason === REMOVED) return issuedAt;
  return revokedAt < former.revokedAt ? former.revokedAt.toISOString() : null;
}

/**
 * Reads the delta list in force, if there is one, and the full list that it changes. Without the full list nothing can
 * be said of what was missing.
 */
function formerLists(
  files: Pick<SyncContext['files'], 'material' | 'list'>,
  id: string,
): readonly RevocationList[] {
  const kept = files.material().lists.filter((list) => list.id === id);
  const read = (isDelta: boolean): readonly RevocationList[] =>
    kept.filter((list) => list.isDelta === isDelta).flatMap(({ file }) => listOrNothing(files.list(file)));
  const full = read(false);
  return full.length === 0 ? [] : [...read(true), ...full];
}

function listOrNothing(bytes: Uint8Array | null): readonly RevocationList[] {
  try {
    return bytes === null ? [] : [decodeRevocationList(bytes)];
  } catch (error) {
    if (error instanceof CodedError) return [];
    throw error;
  }
}
