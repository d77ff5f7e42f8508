import type { ErrorCode } from '../errors.ts';
import type { Language } from '../model/app-info.ts';

/** One text in both languages. The Chinese one is the original, the English one a true translation. */
export class Bilingual<T> implements Readonly<Record<Language, T>> {
  readonly 'zh-CN': T;
  readonly en: T;

  constructor(zh: T, en: T) {
    this['zh-CN'] = zh;
    this.en = en;
  }
}

/**
 * Makes a text of both languages. A text that lacks a language, or whose languages take different facts, does not
 * compile.
 * @param zh the Chinese original: a sentence, or a function from facts to a sentence
 * @param en its English translation, which takes the same facts
 */
export function text(zh: string, en: string): Bilingual<string>;
export function text<Facts extends readonly unknown[]>(
  zh: (...facts: Facts) => string,
  en: (...facts: Facts) => string,
): Bilingual<(...facts: Facts) => string>;
export function text<T>(zh: T, en: T): Bilingual<T> {
  return new Bilingual(zh, en);
}

/** A tree of texts as it reads in one language. */
export type InOneLanguage<Texts> =
  Texts extends Bilingual<infer T> ? T : { readonly [Key in keyof Texts]: InOneLanguage<Texts[Key]> };

/** Splits a tree of texts into one tree for each language, with the same keys. */
export function inEachLanguage<Texts extends object>(
  texts: Texts,
): Readonly<Record<Language, InOneLanguage<Texts>>> {
  return { 'zh-CN': inOneLanguage(texts, 'zh-CN'), en: inOneLanguage(texts, 'en') };
}

/** Copies the tree with each pair replaced by its text of one language. */
function inOneLanguage<Texts>(texts: Texts, language: Language): InOneLanguage<Texts>;
function inOneLanguage(texts: unknown, language: Language): unknown {
  if (texts instanceof Bilingual) return texts[language] as unknown;
  if (typeof texts !== 'object' || texts === null) return texts;
  return Object.fromEntries(
    Object.entries(texts).map(([key, each]) => [key, inOneLanguage<unknown>(each, language)]),
  );
}

/** The three lines of an error. */
interface ErrorText {
  /** What happened. */
  readonly what: Bilingual<string>;
  /** The cause, as far as it is known. */
  readonly why: Bilingual<string>;
  /** What to do now. */
  readonly next: Bilingual<string>;
}

/** The texts of the error codes that match a pattern, such as `PIN_${string}`; a code without a text does not compile. */
export type ErrorTexts<Pattern extends string> = Readonly<Record<Extract<ErrorCode, Pattern>, ErrorText>>;
