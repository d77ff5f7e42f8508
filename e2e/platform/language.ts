/** The languages that the platform speaks. */
export type PlatformLanguage = 'zh' | 'en';

/** A text in both languages. */
export type Said = Readonly<Record<PlatformLanguage, string>>;

/** Returns a text in both languages. @param zh Chinese @param en English */
export const say = (zh: string, en: string): Said => ({ zh, en });

const RANGE = /^([a-z]{1,8}|\*)(?:-[a-z0-9-]{1,40})?(?:;q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?$/i;

/**
 * Chooses the language of an answer (RFC 9110 §12.5.4): the one with the greatest weight, Chinese where nothing is
 * asked for or nothing that the platform speaks.
 * @param header the Accept-Language of a request
 */
export function languageOf(header: unknown): PlatformLanguage {
  const weights = new Map<string, number>();
  for (const range of typeof header === 'string' ? header.split(',') : []) {
    const [, tag = '', weight = '1'] = RANGE.exec(range.trim()) ?? [];
    const known = weights.get(tag.toLowerCase()) ?? 0;
    weights.set(tag.toLowerCase(), Math.max(known, Number(weight)));
  }
  const any = weights.get('*') ?? 0;
  const weightOf = (language: PlatformLanguage): number => weights.get(language) ?? any;
  return weightOf('en') > weightOf('zh') ? 'en' : 'zh';
}
