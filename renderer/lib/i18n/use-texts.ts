import { createContext, use } from 'react';
import type { Language } from '../../../electron/shared/model/app-info.ts';
import type { Messages } from './messages.ts';
import { en } from './en.ts';
import { zhCn } from './zh-cn.ts';

const messages: Readonly<Record<Language, Messages>> = { 'zh-CN': zhCn, en };

/** The language of the window; texts, dates and numbers follow it. */
export const LanguageContext = createContext<Language>('zh-CN');

export function useLanguage(): Language {
  return use(LanguageContext);
}

export function useTexts(): Messages {
  return messages[useLanguage()];
}
