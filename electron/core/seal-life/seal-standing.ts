import { type Delegation, delegationState } from '../../shared/model/seal-life.ts';
import { isStanding, type LossReport } from '../../shared/model/loss-report.ts';
import type { ListAge } from '../../shared/model/seal-standing.ts';

/** The facts by which a loss report names a seal. */
interface SealIdentity {
  readonly esId: string;
  readonly name: string;
  /** The common name of the certificate's subject; null if there is no certificate. */
  readonly holderName: string | null;
}

/**
 * Finds the loss report that keeps a seal from being used here; null if there is none. A report by name alone
 * counts for every seal of that name and holder: to stop one seal too many does less harm than to let a thief
 * use one.
 */
export function standingLoss<Report extends LossReport>(
  reports: readonly Report[],
  seal: SealIdentity,
): Report | null {
  return reports.find((report) => isStanding(report) && isMeant(report, seal)) ?? null;
}

function isMeant({ esId, sealName, holderName }: LossReport, seal: SealIdentity): boolean {
  if (esId !== null) return esId === seal.esId;
  const sameHolder = seal.holderName === null || sameText(seal.holderName, holderName);
  return sameText(seal.name, sealName) && sameHolder;
}

/** Compares texts as people type them: width, blanks and case do not count. */
function sameText(left: string, right: string): boolean {
  const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
  return plain(left) === plain(right);
}

/** A use of a seal by a named person. */
interface NamedUse {
  readonly person: string;
  /** The purpose; null if the approver has already judged it. */
  readonly purpose: string | null;
  /** Counts how often the register has that person use the seal since a time (ISO 8601). */
  usesSince(from: string): number;
}

/**
 * Tells whether the holder's delegations let a person use a seal. If the holder has granted nothing, nobody
 * is bound by it: the unit's own rule then says who keeps and uses the seal.
 * @param granted all delegations of the seal, including those that have ended
 */
export function isDelegated(granted: readonly Delegation[], use: NamedUse, now: Date): boolean {
  if (granted.length === 0) return true;
  return granted.some(
    (delegation) =>
      delegation.person === use.person &&
      delegationState(delegation, now.getTime()) === 'inForce' &&
      covers(delegation.purposes, use.purpose) &&
      (delegation.uses === null || use.usesSince(delegation.validFrom) < delegation.uses),
  );
}

function covers(purposes: readonly string[], purpose: string | null): boolean {
  return purpose === null || purposes.length === 0 || purposes.some((each) => purpose.includes(each));
}

const HOUR_MS = 3_600_000;

/** Compares the age of a list with the allowed age. @param asOf ISO 8601; null if there never was a list */
export function listAge(asOf: string | null, allowedHours: number, now: Date): ListAge {
  if (asOf === null) return { asOf, hours: null, allowedHours, stale: true };
  const hours = (now.getTime() - Date.parse(asOf)) / HOUR_MS;
  return { asOf, hours: Math.max(0, Math.floor(hours)), allowedHours, stale: !(hours <= allowedHours) };
}

/** Returns the older of two times; null if either is missing, since a missing list cannot be in date. */
export function olderOf(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return null;
  return Date.parse(one) < Date.parse(other) ? one : other;
}
