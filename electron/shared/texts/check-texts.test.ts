import { describe, expect, it } from 'vitest';
import { factLines } from './check-texts.ts';

describe('the facts of a check', () => {
  it('are read in an order of their own, each with its name; the others are for machines', () => {
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
