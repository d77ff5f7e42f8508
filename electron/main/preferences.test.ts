import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { NOT_ADMINISTRATED, type Administrated } from '../shared/model/settings.ts';
import { PreferenceFile } from './preferences.ts';

it('The choices of a person are kept while the administrator fixes one of them, and stand again afterwards', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'sealdesk-test-')), 'preferences.json');
  const own = { language: 'zh-CN', theme: 'system', welcomed: false, verifyOnly: false } as const;
  const english: Administrated = { values: { language: 'en' }, problem: null };
  const fixed = new PreferenceFile(path, english);
  expect(fixed.current).toEqual({ ...own, language: 'en' });
  await fixed.store({ ...fixed.current, theme: 'dark' });
  expect(fixed.current).toEqual({ ...own, language: 'en', theme: 'dark' });
  expect(new PreferenceFile(path, NOT_ADMINISTRATED).current).toEqual({ ...own, theme: 'dark' });
});
