import type { ErrorDetails } from '../errors.ts';
import type { Language } from '../model/app-info.ts';
import type { Clauses, PolicyProfile } from '../model/policy-profile.ts';

/** What citing takes of a profile. */
export type CitedProfile = Pick<PolicyProfile, 'id' | 'title' | 'status' | 'draftTerm'>;

/**
 * A rule as it may be quoted to a person: 《…办法》第十二条. A draft is never cited as law: it is named one, and that
 * it is not in force is said.
 */
export function citeClauses(
  profile: CitedProfile,
  { clauses }: Clauses,
  language: Language = 'zh-CN',
): string {
  const articles = clauses.join('、');
  if (profile.status !== 'draft') return `《${profile.title}》${articles}`;
  const named = `《${profile.title}》（${profile.draftTerm ?? '草案'}）${articles}`;
  return language === 'en' ? `${named} (a draft, not in force)` : `${named}，尚未施行，由平台按此办理`;
}

/** The facts by which a refusal names its ground, in both languages. */
export function citationDetails(profile: CitedProfile, rule: Clauses | null): ErrorDetails {
  if (rule === null) return { clause: null, clauseEn: null, profile: profile.id };
  return {
    clause: citeClauses(profile, rule),
    clauseEn: citeClauses(profile, rule, 'en'),
    profile: profile.id,
  };
}
