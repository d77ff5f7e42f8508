import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../errors.ts';
import { LANGUAGES } from '../model/app-info.ts';
import { errorTexts } from './error-texts.ts';

const CHINESE = /\p{Script=Han}/u;

describe('errorTexts', () => {
  it.each(LANGUAGES)('Every code has three different lines in %s', (language) => {
    const flawed = ERROR_CODES.filter((code) => {
      const { what, why, next } = errorTexts[language][code];
      return (
        new Set([what, why, next]).size !== 3 || [what, why, next].some((line) => line.trim().length < 4)
      );
    });
    expect(flawed).toEqual([]);
  });

  it('Every text is in its language', () => {
    const inChinese = (language: 'zh-CN' | 'en') =>
      ERROR_CODES.filter((code) => CHINESE.test(Object.values(errorTexts[language][code]).join('')));
    expect({ zh: inChinese('zh-CN'), en: inChinese('en') }).toEqual({ zh: [...ERROR_CODES], en: [] });
  });
});
