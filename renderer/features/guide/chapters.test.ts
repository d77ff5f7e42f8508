import { describe, expect, it } from 'vitest';
import { errorTexts } from '../../../electron/shared/texts/error-texts.ts';
import { NEXT_STEPS_TITLE } from '../../../electron/shared/texts/next-step-texts.ts';
import { verdictTexts } from '../../../electron/shared/texts/verdict-texts.ts';
import { messages } from '../../lib/i18n/use-texts.ts';
import type { Chapter } from './chapter.ts';
import { dailyChapters } from './daily-chapters.ts';
import { platformChapters } from './platform-chapters.ts';
import { troubleChapters } from './trouble-chapters.ts';

const chapters: readonly Chapter[] = Object.values({
  ...dailyChapters,
  ...troubleChapters,
  ...platformChapters,
});

/** All that the window says in Chinese; a text with facts as it reads with the fact N. */
function textsIn(tree: unknown): readonly string[] {
  if (typeof tree === 'string') return [tree];
  if (typeof tree === 'function') return saidWithN(tree);
  return typeof tree === 'object' && tree !== null ? Object.values(tree).flatMap(textsIn) : [];
}

/** A text that takes other facts than words and numbers has no reading here. */
function saidWithN(text: Parameters<typeof Reflect.apply>[0]): readonly string[] {
  try {
    const said: unknown = Reflect.apply(text, undefined, ['N', 'N', 'N', 'N']);
    return typeof said === 'string' ? [said] : [];
  } catch {
    return [];
  }
}

const said = textsIn([
  messages['zh-CN'],
  errorTexts['zh-CN'],
  NEXT_STEPS_TITLE['zh-CN'],
  Object.values(verdictTexts).map((text) => text['zh-CN']),
]);
const titles = chapters.map(({ title }) => title['zh-CN']);

/** What a sentence quotes: labels, messages, or other chapters; `pressed` follows a word for choosing, so it is the whole label of a button. */
function quotesIn(sentence: string): readonly { readonly quote: string; readonly pressed: boolean }[] {
  return [...sentence.matchAll(/(点|再选)?“([^”]+)”/g)].map(([, verb, quote = '']) => ({
    quote,
    pressed: verb !== undefined,
  }));
}

const unknownIn = (sentence: string): readonly string[] =>
  quotesIn(sentence)
    .filter(({ quote, pressed }) =>
      pressed ? !said.includes(quote) : ![...said, ...titles].some((text) => text.includes(quote)),
    )
    .map(({ quote }) => `${quote}: ${sentence}`);

describe('The guide', () => {
  it('quotes only what the window says, and names buttons by their whole label', () => {
    const sentences = chapters.flatMap(({ purpose, steps, notes }) =>
      [purpose, ...steps, ...notes].map((sentence) => sentence['zh-CN']),
    );
    expect(sentences.flatMap(quotesIn).length).toBeGreaterThan(40);
    expect(sentences.flatMap(unknownIn)).toEqual([]);
  });

  it('is found to quote what the window does not say', () => {
    expect(unknownIn('点“盖错了”')).toHaveLength(1);
    expect(unknownIn('“接下来怎么办”写着下一步。')).toHaveLength(1);
    expect(unknownIn('点“盖错了？登记作废”')).toEqual([]);
  });
});
