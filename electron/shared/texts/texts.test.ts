import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../errors.ts';
import { LANGUAGES } from '../model/app-info.ts';
import { REASON_CODES } from '../model/verification-report.ts';
import { errorTexts } from './error-texts.ts';
import { reasonTexts } from './check-texts.ts';

const CHINESE = /\p{Script=Han}/u;

describe('error texts', () => {
  it.each(LANGUAGES)('say three different things for every code in %s', (language) => {
    const flawed = ERROR_CODES.filter((code) => {
      const { what, why, next } = errorTexts[language][code];
      return (
        new Set([what, why, next]).size !== 3 || [what, why, next].some((line) => line.trim().length < 4)
      );
    });
    expect(flawed).toEqual([]);
  });

  it('are written in their language', () => {
    const inChinese = (language: 'zh-CN' | 'en') =>
      ERROR_CODES.filter((code) => CHINESE.test(Object.values(errorTexts[language][code]).join('')));
    expect({ zh: inChinese('zh-CN'), en: inChinese('en') }).toEqual({ zh: [...ERROR_CODES], en: [] });
  });
});

describe('reason texts', () => {
  it('are there in both languages, each once', () => {
    for (const language of LANGUAGES) {
      const texts = REASON_CODES.map((code) => reasonTexts[code][language]);
      expect(texts.filter((text, index) => text === '' || texts.indexOf(text) !== index)).toEqual([]);
    }
  });
});
