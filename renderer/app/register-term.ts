import type { Language } from '../../electron/shared/model/app-info.ts';
import type { PolicyView } from '../../electron/shared/model/policy-profile.ts';

/**
 * What the rules of the platforms here call the register; null where there are none, where they have several words
 * for it, and in other languages than theirs.
 */
export function registerTerm(view: PolicyView | null, language: Language): string | null {
  if (language !== 'zh-CN' || view === null) return null;
  const terms = new Set(view.platforms.flatMap(({ policy }) => policy?.profile.terms.register ?? []));
  const [term] = terms;
  return terms.size === 1 ? (term ?? null) : null;
}
