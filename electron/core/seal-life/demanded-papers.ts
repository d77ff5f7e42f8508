import type { ApplicationPaperKind } from '../../shared/model/application-papers.ts';
import type { PersonRole } from '../../shared/model/loss-report.ts';
import { requiredPapers } from '../../shared/model/pin-reset.ts';
import type { Clauses, PolicyProfile } from '../../shared/model/policy-profile.ts';
import type { FiledKind } from '../../shared/model/seal-life.ts';

/** The papers that the rules want with an application, and the rule that wants them; null where no rule speaks of them. */
export interface DemandedPapers {
  readonly kinds: readonly ApplicationPaperKind[];
  readonly rule: Clauses | null;
}

const NONE: DemandedPapers = { kinds: [], rule: null };

/**
 * Tells what papers an application needs. A first seal is not made for anybody unknown, so it wants papers everywhere. A
 * replacement wants the same where the rules have it applied for as a first seal (宿迁 第二十二条, 广东 第17条), and a
 * cancellation wants a written application with a seal on it and papers of identity (宿迁 第二十三条, 广东 第18条).
 * @param role of the applicant: whoever acts for another shows an authorisation
 */
export function demandedPapers(
  profile: PolicyProfile | null,
  kind: FiledKind,
  role: PersonRole,
): DemandedPapers {
  const { replacement = null, cancellation = null, papers = null } = profile?.rules ?? {};
  const ofIssue: readonly ApplicationPaperKind[] = ['businessLicence', ...requiredPapers(role)];
  if (kind === 'issue') return { kinds: ofIssue, rule: papers };
  if (kind === 'replacement' && replacement?.asFirstSeal === true) {
    return { kinds: ofIssue, rule: replacement };
  }
  if (kind === 'cancellation' && cancellation?.writtenApplication === true) {
    return { kinds: ['writtenApplication', ...requiredPapers(role)], rule: cancellation };
  }
  return NONE;
}
