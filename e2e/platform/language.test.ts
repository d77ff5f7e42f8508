import { expect, it } from 'vitest';

import { languageOf } from './language.ts';

it.each([
  ['nothing is asked for', undefined, 'zh'],
  ['English alone is asked for', 'en', 'en'],
  ['a region of English is asked for', 'en-GB', 'en'],
  ['both are asked for, Chinese more', 'en;q=0.5, zh-CN', 'zh'],
  ['both are asked for, English more', 'zh;q=0.3,en;q=0.8', 'en'],
  ['another language comes first', 'fr, en;q=0.4', 'en'],
  ['everything is welcome', '*', 'zh'],
  ['English is refused', 'en;q=0', 'zh'],
  ['the header is no header', 'en;;q=🙂,', 'zh'],
])('The platform answers in one language where %s', (_, header, language) => {
  expect(languageOf(header)).toBe(language);
});
