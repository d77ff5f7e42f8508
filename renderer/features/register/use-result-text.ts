import { ERROR_CODES } from '../../../electron/shared/errors.ts';
import type { RegisterEntry } from '../../../electron/shared/model/register.ts';
import { errorTexts } from '../../../electron/shared/texts/error-texts.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';

/** How an entry ended, in words; a code of another version stands for itself. */
export function useResultText(): (entry: RegisterEntry) => string {
  const texts = useTexts().register;
  const errors = errorTexts[useLanguage()];
  return ({ result }) => {
    if (result === 'done') return texts.results.done;
    const code = ERROR_CODES.find((each) => each === result);
    return code === undefined ? result : errors[code].what;
  };
}
