import { demandedPapers } from '../../core/seal-life/demanded-papers.ts';
import type { ApplicationPaperKind } from '../../shared/model/application-papers.ts';
import type {
  ApplicationKind,
  Delegation,
  Citation,
  LossReportView,
  SealIssuer,
  SealLifeRules,
  SealLifeView,
} from '../../shared/model/seal-life.ts';
import { type Clauses, type PolicyProfile, citeClauses } from '../../shared/model/policy-profile.ts';
import type { Records } from '../records/records.ts';
import { type KeptApplication, publicPart } from './applications.ts';
import { type KeptLossReport, withoutSecret } from './loss-reports.ts';
import { mayWithdraw } from './report-loss.ts';
import type { SealLifePlatforms } from './seal-life-platform.ts';

interface SealLifeRecords {
  readonly reports: Records<KeptLossReport>;
  readonly applications: Records<KeptApplication>;
  readonly delegations: Records<Delegation>;
}

/**
 * Gathers everything that people see of the lives of seals.
 * @param esIds of the seals on the keys that are plugged in
 * @throws CodedError of the store
 */
export async function viewSealLife(
  esIds: readonly string[],
  { reports, applications, delegations }: SealLifeRecords,
  platforms: SealLifePlatforms,
): Promise<SealLifeView> {
  const losses = await Promise.all((await reports.all()).map((report) => viewLoss(report, platforms)));
  const rules: Record<string, SealLifeRules> = {};
  for (const esId of esIds) {
    const found = await rulesOf(esId, platforms);
    if (found !== null) rules[esId] = found;
  }
  return {
    losses: losses.toSorted((left, right) => right.reportedAt.localeCompare(left.reportedAt)),
    applications: (await applications.all())
      .map(publicPart)
      .toSorted((left, right) => right.submittedAt.localeCompare(left.submittedAt)),
    delegations: await delegations.all(),
    rules,
    hasPlatform: (await platforms.platformOf(null)) !== null,
    issuers: await Promise.all(platforms.all().map((each) => issuerOf(each, platforms))),
  };
}

async function issuerOf(
  { id, name }: Pick<SealIssuer, 'id' | 'name'>,
  platforms: SealLifePlatforms,
): Promise<SealIssuer> {
  const profile = await platforms.profileOf(id);
  return { id, name, clause: profile && citation(profile, demandedPapers(profile, 'issue', 'holder').rule) };
}

async function viewLoss(kept: KeptLossReport, platforms: SealLifePlatforms): Promise<LossReportView> {
  const profile = await platforms.profileOf(kept.platformId);
  return {
    ...withoutSecret(kept),
    mayWithdraw: await mayWithdraw(kept, { platforms }),
    clause: profile && citation(profile, profile.rules.lossReport),
  };
}

async function rulesOf(esId: string, platforms: SealLifePlatforms): Promise<SealLifeRules | null> {
  const platformId = await platforms.platformOf(esId);
  const platform = platformId === null ? null : platforms.platform(platformId);
  if (platform === null) return null;
  const profile = await platforms.profileOf(platformId);
  const rules = profile?.rules;
  const cited = (rule: Clauses | null | undefined): Citation | null =>
    profile && citation(profile, rule ?? null);
  const papersFor = (kind: ApplicationKind): readonly ApplicationPaperKind[] =>
    demandedPapers(profile, kind, 'holder').kinds;
  return {
    platformName: platform.name,
    owner: profile?.terms.owner ?? null,
    replacementReasons: rules?.replacement?.reasons ?? null,
    cancellationReasons: rules?.cancellation?.reasons ?? null,
    former: rules?.replacement?.former ?? null,
    papers: {
      renewal: papersFor('renewal'),
      replacement: papersFor('replacement'),
      cancellation: papersFor('cancellation'),
    },
    clauses: {
      renewal: cited(rules?.renewal),
      replacement: cited(rules?.replacement),
      cancellation: cited(rules?.cancellation),
      delegation: cited(rules?.delegation),
    },
  };
}

function citation(profile: PolicyProfile, rule: Clauses | null): Citation | null {
  if (rule === null) return null;
  return { zh: citeClauses(profile, rule), en: citeClauses(profile, rule, 'en') };
}
