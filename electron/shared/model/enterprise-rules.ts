/**
 * The rules that an enterprise lays down for its own seals (本单位的用印规定) where its jurisdiction leaves them open.
 * They only add to the rules of the jurisdiction.
 */
export interface EnterpriseRules {
  /** True if nothing is sealed without an approval. */
  readonly approval: boolean;
  /** True if applicant, approver and keeper of a use must be three people. */
  readonly fourEyes: boolean;
  /** True if an approval whose use cannot be claimed at the platform is not used. */
  readonly claimedApprovals: boolean;
  /** The hours for which the client seals without the platform; null leaves that to the jurisdiction's profile. */
  readonly sealingHours: number | null;
  /** True if an archive time stamp (归档时间戳) follows every sealing; absent if not, as in rules of earlier versions. */
  readonly archiveStamp?: true | undefined;
}

/** The rules of an enterprise that has laid down none. */
export const NO_ENTERPRISE_RULES: EnterpriseRules = {
  approval: false,
  fourEyes: false,
  claimedApprovals: false,
  sealingHours: null,
};

/** The longest time that an enterprise may name, in hours: a longer one would be no limit. */
export const MOST_SEALING_HOURS = 24 * 366;

/** Tells whether new rules demand less than the former ones in any point. Such a change needs a reason. */
export function isLooser(next: EnterpriseRules, former: EnterpriseRules): boolean {
  const hours = ({ sealingHours }: EnterpriseRules): number => sealingHours ?? Infinity;
  return (
    (former.approval && !next.approval) ||
    (former.fourEyes && !next.fourEyes) ||
    (former.claimedApprovals && !next.claimedApprovals) ||
    (former.archiveStamp === true && next.archiveStamp !== true) ||
    hours(next) > hours(former)
  );
}

/** How a refusal names the enterprise's own rules in the place of a clause. */
export const ENTERPRISE_CITATION = {
  clause: '本单位的用印规定',
  clauseEn: 'the enterprise’s own rules',
} as const;

/** The rules in force, and the entry of the register by which they are. */
export interface EnterpriseRulesView {
  readonly rules: EnterpriseRules;
  /** Null if none were ever laid down. */
  readonly since: { readonly time: string; readonly reason: string | null; readonly index: number } | null;
}
