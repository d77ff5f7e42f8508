import type { ErrorDetails } from '../errors.ts';
import { APPROVAL_ASPECTS, type ApprovalDifference } from '../model/approval.ts';

/** Differences as the details of an error, which are flat. */
export function detailsOfDifferences(differences: readonly ApprovalDifference[]): ErrorDetails {
  return Object.fromEntries(
    differences.flatMap(({ aspect, approved, found }) => [
      [`${aspect}Approved`, approved],
      [`${aspect}Found`, found],
    ]),
  );
}

/** The differences that the details of an error name; none where it is about something else. */
export function differencesInDetails(details: ErrorDetails | undefined): ApprovalDifference[] {
  return APPROVAL_ASPECTS.flatMap((aspect) => {
    const [approved, found] = [details?.[`${aspect}Approved`], details?.[`${aspect}Found`]];
    return typeof approved === 'string' && typeof found === 'string' ? [{ aspect, approved, found }] : [];
  });
}
