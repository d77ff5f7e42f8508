import type { Language } from '../../electron/shared/model/app-info.ts';
import type { TokenView } from '../../electron/shared/model/token.ts';

interface NamedSeal {
  readonly tokenSerial: string;
  readonly esId: string;
}

/** Where it stands that a seal may be used with an approval only; null where no rule says so. */
export function approvalClauseOf(
  view: TokenView | null,
  { tokenSerial, esId }: NamedSeal,
  language: Language,
): string | null {
  const token = view?.tokens.find(({ serial }) => serial === tokenSerial);
  const needed = token?.seals.find((seal) => seal.esId === esId)?.standing?.approvalNeeded ?? null;
  if (needed === null) return null;
  return language === 'en' ? needed.clauseEn : needed.clause;
}
