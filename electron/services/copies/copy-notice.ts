import type { Language } from '../../shared/model/app-info.ts';
import type { CopyKind } from '../../shared/model/document-copy.ts';
import { citeClauses, type PolicyProfile } from '../../shared/model/policy-profile.ts';
import { copyTexts } from '../../shared/texts/copy-texts.ts';
import { beijingTime } from '../drawn-pages/sheet.ts';
import type { KnownWorld } from '../platform/known-platforms.ts';

/** What the notice of a copy says beyond the rules. */
export interface CopyFacts {
  readonly kind: CopyKind;
  /** SM3 of the document, hexadecimal. */
  readonly sm3: string;
  readonly pages: number;
  /** ISO 8601 */
  readonly madeAt: string;
}

/** Returns the rules of the platforms that a home is bound to, each once. Without a platform no rules apply. */
export function profilesInForce({ platforms }: Pick<KnownWorld, 'platforms'>): readonly PolicyProfile[] {
  const profiles = platforms.flatMap(({ standing, policy }) =>
    standing === 'bound' && policy !== null ? [policy.profile] : [],
  );
  return [...new Map(profiles.map((profile) => [profile.id, profile])).values()];
}

/**
 * Writes the lines that stand on each page of a copy: what it counts for, by the article of the rules (`copies`), and
 * which document it was made of. In English the Chinese original stands below, since the rules are Chinese.
 * @param profiles the rules in force; what they do not state is not cited
 */
export function copyNotices(
  profiles: readonly PolicyProfile[],
  { kind, sm3, pages, madeAt }: CopyFacts,
  language: Language,
): readonly (readonly string[])[] {
  const languages: readonly Language[] = language === 'en' ? ['en', 'zh-CN'] : ['zh-CN'];
  const counts = languages.map((each) => standing(profiles, each));
  return Array.from({ length: pages }, (_, index) => [
    ...counts,
    copyTexts.origin[language](sm3, index + 1, pages, kind, beijingTime(madeAt, language)),
  ]);
}

function standing(profiles: readonly PolicyProfile[], language: Language): string {
  const clauses = profiles.flatMap((profile) =>
    profile.rules.copies === null ? [] : [citeClauses(profile, profile.rules.copies, language)],
  );
  if (clauses.length === 0) return copyTexts.plain[language];
  return copyTexts.cited[language](clauses.join(language === 'en' ? ' and ' : '、'));
}
