import { ERROR_CODES } from '../errors.ts';
import type { Language } from '../model/app-info.ts';
import { errorTexts } from './error-texts.ts';
import { preflightTexts, type PreflightText } from './preflight-texts.ts';
import { registerWordsIn } from './register-words.ts';

/** Says what a code means, in a sentence; a code of another version stands for itself. */
function codeText(given: string, language: Language): string {
  const code = ERROR_CODES.find((each) => each === given);
  return code === undefined ? given : errorTexts[language][code].what;
}

/** Says how an entry of the register ended. @param result 'done', or the code that ended it */
export const resultText = (result: string, language: Language): string =>
  result === 'done' ? registerWordsIn[language].results.done : codeText(result, language);

/** Names red findings that a person accepted before sealing, each with its code; null for none. */
export function acceptedText(accepted: readonly string[] | null, language: Language): string | null {
  const texts: Readonly<Record<string, PreflightText>> = preflightTexts;
  return accepted?.map((code) => `${texts[code]?.what[language] ?? ''} [${code}]`.trim()).join(' ') ?? null;
}

/** Says how the platform was asked at a use. @param asked 'answered', 'notAsked', or the code that kept it from that */
export function askedText(asked: string, language: Language): string {
  const words = registerWordsIn[language];
  const outcomes: Readonly<Record<string, string>> = {
    answered: words.platformAnswered,
    notAsked: words.platformNotAsked,
  };
  return outcomes[asked] ?? codeText(asked, language);
}
