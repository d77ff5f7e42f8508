import type { SignatureReport } from '../../../shared/model/verification-report.ts';
import { isAnsweredFor, openedBy } from '../../verification/shown-since.ts';
import { laterThan } from './checks/modification.ts';
import type { OfdSignature } from './ofd-signature.ts';

/** A signature with what its own checks say. */
export interface JudgedOfdSignature {
  readonly signature: OfdSignature;
  readonly report: SignatureReport;
}

/**
 * Opens the verdict of each signature beside which another one stands that it does not cover, that cannot be judged and
 * shows something: its picture may cover the page, and nobody answers for it. A genuine one leaves it as it is.
 */
export function withOfdShownSince(judged: readonly JudgedOfdSignature[]): readonly SignatureReport[] {
  const doubtful = judged.filter(
    ({ signature, report }) => !isAnsweredFor(report) && signature.file.stamps.length > 0,
  );
  return judged.map(({ signature, report }) => {
    const [later] = laterThan(
      signature,
      doubtful.map((other) => other.signature),
    );
    const isOpen = report.checks.modification.result !== 'pass' || later === undefined;
    return isOpen ? report : openedBy(report, later.file.entry.name);
  });
}
