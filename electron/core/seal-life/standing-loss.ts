import { isStanding, type LossReport } from '../../shared/model/loss-report.ts';

/** What tells one seal from another where it is to be used. */
export interface SealIdentity {
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
