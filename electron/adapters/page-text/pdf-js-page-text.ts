import {
  hitAt,
  type KeywordAnswer,
  type KeywordHit,
  type KeywordQuestion,
  matchesOf,
} from '../../core/page-text/keyword.ts';
import { hasText } from '../../core/page-text/page-text.ts';
import { wordsWithin } from '../../core/page-text/words-within.ts';
import type { PageTextPort } from '../../services/ports/page-text.ts';
import { resultOf } from '../../shared/result.ts';
import { withinDeadline } from './match-deadline.ts';
import type { PageTextFiles } from './page-text-operations.ts';
import { DocumentTexts } from './document-texts.ts';

/** Reads the words of pages by pdf.js, the library with which the window shows them. */
export function pdfJsPageText(files: PageTextFiles): PageTextPort {
  const documents = new DocumentTexts(files);
  return {
    find: (source, questions) =>
      resultOf(() =>
        documents.reading(source, async (pageAt) => {
          const answers: KeywordAnswer[] = [];
          for (const question of questions) answers.push(await answer(question, pageAt));
          return answers;
        }),
      ),
    wordsIn: (source, areas) =>
      resultOf(() =>
        documents.reading(source, async (pageAt) => {
          const words: (string | null)[] = [];
          for (const { page, area } of areas) {
            const text = await pageAt(page);
            words.push(hasText(text) ? wordsWithin(text, area) : null);
          }
          return words;
        }),
      ),
  };
}

type PageAt = Parameters<Parameters<DocumentTexts['reading']>[1]>[0];

async function answer({ keyword, pages, enough }: KeywordQuestion, pageAt: PageAt): Promise<KeywordAnswer> {
  const matches = matchesOf(keyword);
  const find = keyword.isPattern ? withinDeadline(keyword.text, matches) : matches;
  const hits: KeywordHit[] = [];
  const withoutText: number[] = [];
  for (const page of pages) {
    const text = await pageAt(page);
    if (!hasText(text)) withoutText.push(page);
    hits.push(...find(text.folded.text).flatMap((match) => hitAt(page, text, match) ?? []));
    if (hits.length >= enough) break;
  }
  return { hits, withoutText };
}
