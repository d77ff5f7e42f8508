import type { KeywordAnswer, KeywordQuestion } from '../../core/page-text/keyword.ts';
import type { Rectangle } from '../../core/pdf/pages/page-geometry.ts';
import type { Result } from '../../shared/result.ts';
import type { FileSource } from './files.ts';

/** An area of a page in user space. */
export interface TextArea {
  /** By index from 0. */
  readonly page: number;
  readonly area: Rectangle;
}

/** The words that pages show, and where. */
export interface PageTextPort {
  /** Looks for keywords. Fails with KEYWORD_INVALID, KEYWORD_TOO_SLOW, FILE_OVER_BUDGET, and as reading the file does. */
  find(source: FileSource, questions: readonly KeywordQuestion[]): Promise<Result<readonly KeywordAnswer[]>>;
  /**
   * Returns the words that each area meets, in its order: empty where there are none, null on a page without text.
   * Fails with FILE_OVER_BUDGET, and as reading the file does.
   */
  wordsIn(source: FileSource, areas: readonly TextArea[]): Promise<Result<readonly (string | null)[]>>;
}
