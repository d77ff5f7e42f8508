/** What a font is drawn as when its file does not carry it. */
export interface FontStyle {
  readonly isBold: boolean;
  readonly isItalic: boolean;
  /** How its Latin letters look: those of Chinese fonts are half as wide as the others. */
  readonly latin: 'chinese' | 'times' | 'sans' | 'mono';
}

const BOLD = /bold|black|heavy|黑体|simhei|heiti|小标宋|xiaobiaosong/i;
const ITALIC = /italic|oblique/i;
const MONO = /courier|consolas|mono|menlo|ocr/i;
const SANS = /arial|helvetica|verdana|tahoma|calibri|segoe/i;
const TIMES = /times|georgia|cambria|garamond|palatino|minion/i;

/**
 * Tells how a font looks by its names.
 * @param names FontName and FamilyName
 * @param said what the file says in so many words
 */
export function fontStyle(
  names: readonly string[],
  said: { readonly isBold: boolean; readonly isItalic: boolean; readonly isFixed: boolean },
): FontStyle {
  const all = names.join(' ');
  const isMono = MONO.test(all) || (said.isFixed && !/[^\u0020-\u007e]/.test(all));
  return {
    isBold: said.isBold || BOLD.test(all),
    isItalic: said.isItalic || ITALIC.test(all),
    latin: isMono ? 'mono' : latinOf(all),
  };
}

function latinOf(names: string): FontStyle['latin'] {
  if (TIMES.test(names)) return 'times';
  return SANS.test(names) ? 'sans' : 'chinese';
}
