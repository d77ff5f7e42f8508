/** What a font is drawn as when its file does not carry it. */
export interface FontStyle {
  readonly isBold: boolean;
  readonly isItalic: boolean;
  /** How its Latin letters look: those of Chinese fonts are half as wide as the others. */
  readonly latin: 'chinese' | 'times' | 'sans' | 'mono';
  /** Fonts of the same kind, the best first: one that the computer has is nearer to it than Noto Serif. */
  readonly alike: readonly string[];
}

const BOLD = /bold|black|heavy|黑体|simhei|heiti|小标宋|xiaobiaosong/i;
const ITALIC = /italic|oblique/i;
const MONO = /courier|consolas|mono|menlo|ocr/i;
const SANS = /arial|helvetica|verdana|tahoma|calibri|segoe/i;
const TIMES = /times|georgia|cambria|garamond|palatino|minion/i;

/**
 * Kinds of Chinese fonts other than 宋体, which Noto Serif is, and the fonts of each that systems bring: Windows, macOS, UOS and
 * Kylin, Debian.
 */
const KINDS: readonly { readonly pattern: RegExp; readonly alike: readonly string[] }[] = [
  {
    pattern: /楷|kai(?:ti|sc|_gb|$)|simkai/i,
    alike: ['楷体', '楷体_GB2312', '华文楷体', '方正楷体_GBK', 'AR PL UKai CN', 'AR PL KaitiM GB'],
  },
  { pattern: /仿宋|fang ?song|simfang/i, alike: ['仿宋', '仿宋_GB2312', '华文仿宋', '方正仿宋_GBK'] },
  {
    pattern: /黑|hei(?:ti|sc|_gb|$)|微软雅黑|yahei|苹方|pingfang/i,
    alike: ['黑体', '方正黑体_GBK', '华文黑体', '微软雅黑', 'WenQuanYi Zen Hei', 'WenQuanYi Micro Hei'],
  },
];

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
    alike: KINDS.find(({ pattern }) => names.some((name) => pattern.test(name)))?.alike ?? [],
  };
}

function latinOf(names: string): FontStyle['latin'] {
  if (TIMES.test(names)) return 'times';
  return SANS.test(names) ? 'sans' : 'chinese';
}
