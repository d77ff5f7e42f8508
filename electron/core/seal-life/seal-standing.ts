import { type Delegation, delegationState } from '../../shared/model/delegation.ts';
import { isStanding, type LossReport } from '../../shared/model/loss-report.ts';
import type { ListAge } from '../../shared/model/seal-standing.ts';

/** What tells one seal from another where it is to be used. */
interface SealIdentity {
  readonly esId: string;
  readonly name: string;
  /** Common name of the certificate's subject; null where there is no certificate. */
  readonly holderName: string | null;
}

/**
 * The report that keeps a seal from being used here; null for none. A report by name alone counts for every seal
 * of that name and holder: one seal too many that waits does less harm than one that is used by a thief.
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

/** As people type names: width, blanks and case do not count. */
function sameText(left: string, right: string): boolean {
  const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
  return plain(left) === plain(right);
}

/** A use of a seal by a person who is named. */
interface NamedUse {
  readonly person: string;
  /** Null where somebody else has judged it: the approver. */
  readonly purpose: string | null;
  /** How often the register has that person use the seal since a time, ISO 8601. */
  usesSince(from: string): number;
}

/**
 * Whether a person may use a seal by what its holder has granted. Where the holder has granted nothing, nobody is
 * bound by it: who keeps and uses the seal is then the unit's own rule.
 * @param granted all delegations of the seal, ended ones included
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

/** How old a list is against what is allowed. @param asOf ISO 8601; null where there never was one */
export function listAge(asOf: string | null, allowedHours: number, now: Date): ListAge {
  if (asOf === null) return { asOf, hours: null, allowedHours, stale: true };
  const hours = (now.getTime() - Date.parse(asOf)) / HOUR_MS;
  return { asOf, hours: Math.max(0, Math.floor(hours)), allowedHours, stale: !(hours <= allowedHours) };
}

/** The older of two times; null where either is missing, since what is not there cannot be in date. */
export function olderOf(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return null;
  return Date.parse(one) < Date.parse(other) ? one : other;
}
