import { equalBytes } from '../bytes/byte-arrays.ts';
import type { SmEngine } from '../sm/engine.ts';
import type { Certificate } from './certificate.ts';
import type { ListScope } from './distribution-points.ts';
import { type OcspResponse, responsesAbout } from './ocsp-response.ts';
import type { CertificatePath } from './path.ts';
import type { Revocation } from './revocation-entry.ts';
import type { RevocationEntries, RevocationList } from './revocation-list.ts';
import { checkSignature } from './signed-structure.ts';

/** The status of one certificate by the lists at hand. */
export type RevocationStatus =
  | {
      readonly state: 'good';
      readonly listIssuedAt: Date;
      /** Whether the list is from the certificate's lifetime: a newer one could say no more of it. */
      readonly isFinal: boolean;
      /** The list that decided, or the delta list that brought it up to date; null for an OCSP response. */
      readonly list: RevocationList | null;
    }
  | {
      readonly state: 'revoked';
      readonly listIssuedAt: Date;
      readonly revocation: Revocation;
      /**
       * The issue times of the newest older list that lacks it though its date is earlier, and of the first list after
       * it that has it; null if no list lacks it so.
       */
      readonly late: { readonly lackedAt: Date; readonly knownFrom: Date } | null;
    }
  | {
      readonly state: 'unknown';
      readonly why: 'noList' | 'staleList' | 'lateList' | 'badList';
      readonly listIssuedAt: Date | null;
      /** The end of the time for which a list that is not current any more spoke; null if there is none. */
      readonly currentUntil: Date | null;
    };

/**
 * Tells whether a list that is out of date now was current when what the certificate signed is proven to have existed, or
 * is from later: then it says that the certificate was good at signing, which no later list takes back (ETSI EN 319 102-1
 * §5.6.2.3). A newer list at hand would have decided.
 */
export function spokeFor(
  { why, listIssuedAt, currentUntil }: Extract<RevocationStatus, { state: 'unknown' }>,
  proven: Date | null,
): boolean {
  if (why !== 'staleList' || proven === null || listIssuedAt === null) return false;
  return listIssuedAt >= proven || (currentUntil !== null && proven <= currentUntil);
}

/** What revocation is judged by beside the lists. */
export interface RevocationContext {
  readonly engine: SmEngine;
  readonly now: Date;
  readonly ocspResponses?: readonly OcspResponse[] | undefined;
}

/**
 * Finds the status of one certificate.
 * @param issuer the certificate above, whose key must have signed the list
 * @param now the time of judging; a list that is not yet or no longer current proves a revocation, but never
 *   its absence
 */
function revocationStatus(
  certificate: Certificate,
  issuer: Certificate,
  lists: readonly RevocationList[],
  context: RevocationContext,
): RevocationStatus {
  const ofIssuer = lists.filter(
    (list) => equalBytes(list.issuer.raw, issuer.subject.raw) && covers(list, certificate),
  );
  const usable = [
    ...completeLists(ofIssuer.filter((list) => isUsable(list, issuer, context.engine))),
    ...responsesAsLists(certificate, issuer, context),
  ];
  const [newest, ...older] = usable.sort(newestFirst);
  if (newest === undefined) {
    const why = ofIssuer.length > 0 ? 'badList' : 'noList';
    return { state: 'unknown', why, listIssuedAt: null, currentUntil: null };
  }
  return statusBy([newest, ...older], certificate, context.now);
}

/**
 * Decides by the newest list that covers the certificate: an older one may still be current by its own
 * promise, but it was superseded.
 * @param lists complete, of the issuer, the newest first
 */
function statusBy(
  lists: readonly [CompleteList, ...CompleteList[]],
  certificate: Certificate,
  now: Date,
): RevocationStatus {
  const { serial, notAfter } = certificate;
  const telling = lists.filter((list) => tellsOf(list, certificate));
  const newest = telling.find(({ thisUpdate }) => thisUpdate <= now);
  const isFinal = now > notAfter;
  const naming = isFinal ? lists.find(({ entries }) => entries.get(serial) !== undefined) : undefined;
  const late = naming !== undefined && !telling.includes(naming) ? naming : undefined;
  const deciding = late ?? newest ?? telling[0] ?? lists[0];
  const listIssuedAt = deciding.thisUpdate;
  const revocation = deciding.entries.get(serial);
  if (revocation !== undefined) {
    return {
      state: 'revoked',
      listIssuedAt,
      revocation,
      late: lateness(telling, deciding, serial, revocation),
    };
  }
  if (telling.length === 0) return { state: 'unknown', why: 'lateList', listIssuedAt, currentUntil: null };
  const isCurrent = newest !== undefined && speaksFor(newest, isFinal ? notAfter : now);
  if (!isCurrent)
    return { state: 'unknown', why: 'staleList', listIssuedAt, currentUntil: deciding.nextUpdate };
  return { state: 'good', listIssuedAt, isFinal, list: newest.list };
}

/** @param telling lists whose silence about the certificate means something, the newest first */
function lateness(
  telling: readonly CompleteList[],
  deciding: CompleteList,
  serial: string,
  { revokedAt }: Revocation,
): Extract<RevocationStatus, { state: 'revoked' }>['late'] {
  const lacking = telling.find(
    ({ thisUpdate, entries }) =>
      thisUpdate < deciding.thisUpdate && thisUpdate > revokedAt && entries.get(serial) === undefined,
  );
  if (lacking === undefined) return null;
  const first = telling.findLast(({ thisUpdate }) => thisUpdate > lacking.thisUpdate) ?? deciding;
  return { lackedAt: lacking.thisUpdate, knownFrom: first.thisUpdate };
}

/**
 * Tells whether the absence of a certificate from the list means anything. Authorities may drop certificates
 * that have expired (RFC 5280 §5), so a list issued later says nothing of them, unless it says that it keeps
 * them.
 */
function tellsOf({ thisUpdate, keepsExpiredSince }: CompleteList, { notAfter }: Certificate): boolean {
  return thisUpdate <= notAfter || (keepsExpiredSince !== null && keepsExpiredSince <= notAfter);
}

function covers({ scope }: RevocationList, certificate: Certificate): boolean {
  return scope === null || scopeCovers(scope, certificate);
}

/** Tells whether a list of this scope would name the certificate if it were revoked (RFC 5280 §6.3.3 b). */
function scopeCovers(scope: ListScope, certificate: Certificate): boolean {
  const isAuthority = certificate.basicConstraints?.isAuthority ?? false;
  if (scope.isPartial || (scope.onlyUsers && isAuthority) || (scope.onlyAuthorities && !isAuthority))
    return false;
  const { addresses } = scope;
  return addresses === null || certificate.distributionPoints.some((each) => addresses.includes(each));
}

/** Results of signature checks: a trust folder serves any number of documents, and lists may be large. */
const checkedSignatures = new WeakMap<RevocationList, WeakMap<Certificate, boolean>>();

function isSignedBy(list: RevocationList, issuer: Certificate, engine: SmEngine): boolean {
  const known = checkedSignatures.get(list) ?? new WeakMap<Certificate, boolean>();
  checkedSignatures.set(list, known);
  const isValid = known.get(issuer) ?? checkSignature(engine, list, issuer.publicKey) === 'valid';
  known.set(issuer, isValid);
  return isValid;
}

/**
 * RFC 5280 §6.3.3 (f), (g): the issuer has signed the list, may sign lists, and the list's scope is
 * understood.
 */
function isUsable(list: RevocationList, issuer: Certificate, engine: SmEngine): boolean {
  if (list.unknownCritical.length > 0) return false;
  if (issuer.keyUsage !== null && !issuer.keyUsage.has('cRLSign')) return false;
  return isSignedBy(list, issuer, engine);
}

function newestFirst(left: CompleteList, right: CompleteList): number {
  return right.thisUpdate.getTime() - left.thisUpdate.getTime();
}

/**
 * Tells whether a list is current. @param until the last instant that matters: now, or the end of the
 * certificate
 */
function speaksFor({ thisUpdate, nextUpdate }: CompleteList, until: Date): boolean {
  return thisUpdate >= until || (nextUpdate !== null && until <= nextUpdate);
}

/**
 * Finds the status of every certificate of the path except its anchor, which only its removal from the folder
 * revokes.
 */
export function pathRevocation(
  path: CertificatePath,
  lists: readonly RevocationList[],
  context: RevocationContext,
): { readonly certificate: Certificate; readonly status: RevocationStatus }[] {
  return path.flatMap((certificate, index) => {
    const issuer = path[index + 1];
    return issuer === undefined
      ? []
      : [{ certificate, status: revocationStatus(certificate, issuer, lists, context) }];
  });
}

/** A list that says of every certificate in its scope whether it is revoked. */
interface CompleteList extends Pick<RevocationList, 'thisUpdate' | 'nextUpdate' | 'keepsExpiredSince'> {
  readonly entries: RevocationEntries;
  /** The newest of the lists that it is made of; null for an OCSP response. */
  readonly list: RevocationList | null;
}

/** Takes each OCSP response about a certificate for a list of that certificate alone. */
function responsesAsLists(
  certificate: Certificate,
  issuer: Certificate,
  { engine, ocspResponses = [] }: RevocationContext,
): CompleteList[] {
  return responsesAbout(certificate, issuer, ocspResponses, engine).flatMap((single) => {
    const { status, thisUpdate, nextUpdate } = single;
    if (status === 'unknown') return [];
    const revocation = status === 'good' ? undefined : status;
    const entries = { size: revocation === undefined ? 0 : 1, get: () => revocation };
    return [{ thisUpdate, nextUpdate, keepsExpiredSince: null, entries, list: null }];
  });
}

/** CRLReason removeFromCRL (RFC 5280 §5.3.1): the certificate on the base list is no longer revoked. */
const REMOVED = 8;

/**
 * Makes complete lists of the lists of one issuer: the complete ones, and each delta list with its base (RFC
 * 5280 §5.2.4). A delta list without a fitting base says nothing of the certificates that it does not name,
 * and is left out.
 * @param lists of one issuer, each with a checked signature
 */
function completeLists(lists: readonly RevocationList[]): CompleteList[] {
  const bases = lists.filter(({ baseNumber }) => baseNumber === null);
  const updated = lists.flatMap((list) => (list.baseNumber === null ? [] : withBase(list, bases)));
  return [...bases.map((list) => ({ ...list, list })), ...updated];
}

function withBase(delta: RevocationList, bases: readonly RevocationList[]): CompleteList[] {
  const fitting = bases.filter((base) => fits(base, delta));
  const [newest] = fitting.sort((left, right) => right.thisUpdate.getTime() - left.thisUpdate.getTime());
  return newest === undefined ? [] : [combined(newest, delta)];
}

/** RFC 5280 §5.2.4 (a) to (c), without the issuer's key: both lists were checked with the same key. */
function fits(base: RevocationList, delta: RevocationList): boolean {
  if (base.number === null || delta.number === null || delta.baseNumber === null) return false;
  return sameScope(base, delta) && base.number >= delta.baseNumber && base.number < delta.number;
}

function sameScope({ scope: left }: RevocationList, { scope: right }: RevocationList): boolean {
  return left === null || right === null ? left === right : equalBytes(left.raw, right.raw);
}

function combined(base: RevocationList, delta: RevocationList): CompleteList {
  const { thisUpdate, nextUpdate } = delta;
  const keepsExpiredSince = laterOf(base.keepsExpiredSince, delta.keepsExpiredSince);
  return { thisUpdate, nextUpdate, entries: entriesOf(base, delta), keepsExpiredSince, list: delta };
}

function laterOf(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return null;
  return one > other ? one : other;
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
