import type { ErrorCode } from '../errors.ts';
import type { Language } from '../model/app-info.ts';
import type { ErrorText } from './error-text.ts';
import { errorTextsEn } from './error-texts-en.ts';
import { errorTextsZh } from './error-texts-zh.ts';

/** What people read for each error code. A code without a text, in either language, does not compile. */
export const errorTexts: Readonly<Record<Language, Readonly<Record<ErrorCode, ErrorText>>>> = {
  'zh-CN': errorTextsZh,
  en: errorTextsEn,
};
