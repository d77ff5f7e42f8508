import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../model/app-info.ts';
import { REASON_CODES } from '../model/verification-report.ts';
import { factLines, reasonTexts } from './check-texts.ts';

describe('factLines', () => {
  it('The facts for people come in a fixed order, each with its name', () => {
    const facts = {
      platform: 'gd',
      statusAsOf: '2026-06-30T00:00:00Z',
      since: '2026-06-20T00:00:00Z',
      statusReason: '企业注销',
    };
    const lines = factLines(facts, 'zh-CN').map(({ label, form, value }) => [label, form, value]);
    expect(lines).toEqual([
      ['自', 'time', '2026-06-20T00:00:00Z'],
      ['原因', 'text', '企业注销'],
      ['状态截至', 'time', '2026-06-30T00:00:00Z'],
    ]);
    expect(factLines({ notAfter: '2026-06-30' }, 'en')).toEqual([
      { name: 'notAfter', label: 'until', form: 'day', value: '2026-06-30' },
    ]);
  });
});

describe('reasonTexts', () => {
  it('Every reason has its own text in both languages', () => {
    for (const language of LANGUAGES) {
      const texts = REASON_CODES.map((code) => reasonTexts[code][language]);
      expect(texts.filter((text, index) => text === '' || texts.indexOf(text) !== index)).toEqual([]);
    }
  });
});
