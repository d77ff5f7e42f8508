import type { CheckName, SignatureReport } from '../../shared/model/verification-report.ts';
import { shownOnPage } from '../pdf/appearance/shown-seal.ts';
import type { PdfDocument } from '../pdf/document.ts';
import type { PlacedDictionary } from '../pdf/forms/form-fields.ts';
import { listedBeside, listedPlaces } from '../pdf/signatures/seal-places.ts';
import { orNullIfDamaged } from '../work-meter.ts';
import { mergeVerdict, unknown } from './checks/verdict.ts';
import type { LocatedSignature } from './evidence/context.ts';

/** A signature with what its own checks say. */
export interface JudgedSignature {
  readonly located: LocatedSignature;
  readonly report: SignatureReport;
}

/**
 * Opens the verdict of each signature after which another one was added that cannot be judged and shows something: its
 * picture may cover the page, and nobody answers for it. A later seal that is genuine leaves the earlier ones as they
 * are, even if its certificate was revoked since, so that no party can undo the seal of another.
 */
export function withShownSince(
  document: PdfDocument,
  judged: readonly JudgedSignature[],
): readonly SignatureReport[] {
  const doubtful = judged.filter(
    ({ located, report }) => !isAnsweredFor(report) && showsSomething(document, located),
  );
  return judged.map(({ located, report }) => {
    const later = doubtful.find((other) => revisionOf(other.located) > revisionOf(located));
    const isOpen = report.checks.modification.result !== 'pass' || later === undefined;
    return isOpen ? report : openedBy(report, later.report.field);
  });
}

function revisionOf({ dictionary }: LocatedSignature): number {
  return dictionary.revision ?? 0;
}

const MUST_PASS = ['integrity', 'signature', 'certificate'] as const satisfies readonly CheckName[];
/** A signature without a seal has neither. */
const MAY_BE_SKIPPED = ['seal', 'appearance'] as const satisfies readonly CheckName[];

/** Tells whether somebody answers for a signature: its bytes, its value, its signer, and what it shows as a seal. */
export function isAnsweredFor({ checks }: SignatureReport): boolean {
  const isLeft = (name: CheckName): boolean => ['pass', 'skipped'].includes(checks[name].result);
  return MUST_PASS.every((name) => checks[name].result === 'pass') && MAY_BE_SKIPPED.every(isLeft);
}

function showsSomething(document: PdfDocument, { widgets, dictionary }: LocatedSignature): boolean {
  const lists = [listedPlaces, listedBeside].map((listed) => listed(document, dictionary.dictionary));
  return lists.some((list) => list === null || list.length > 0) || widgets.some(showsSomethingIn(document));
}

function showsSomethingIn(document: PdfDocument): (widget: PlacedDictionary) => boolean {
  return (widget) => orNullIfDamaged(() => shownOnPage(document, widget))?.kind !== 'nothing';
}

/** Opens the verdict of a signature on account of another one. @param field of the other one */
export function openedBy(report: SignatureReport, field: string): SignatureReport {
  const checks = { ...report.checks, modification: unknown('UNJUDGED_SHOWN_SINCE', { field }) };
  return { ...report, checks, ...mergeVerdict(checks) };
}
