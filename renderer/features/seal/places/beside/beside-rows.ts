import type { BesideRule as AnyBesideRule } from '../../../../../electron/wire/window/fields.ts';
import { onePage, singlePage } from '../../../../../electron/shared/page-range.ts';
import { type DateStyle, LARGEST_HANDWRITING_MM } from '../../../../../electron/shared/model/seal-places.ts';
import type { PageSize } from '../../../../../electron/shared/model/sealing.ts';
import { clampToPage, type PagePoint } from '../../../../lib/pdf-view/page-point.ts';

/** Something that stands beside a seal and is signed with it. */
export type BesideRule = AnyBesideRule;
export type DateRule = Extract<BesideRule, { readonly kind: 'date' }>;
export type HandwritingRule = Extract<BesideRule, { readonly kind: 'handwriting' }>;

/** The picture of a handwritten signature (手写签名图片), as PNG. */
export interface DrawnSignature {
  readonly picture: Uint8Array;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** A whole date at a point is about so large: it is 12 points high. */
const DATE_SIZE = { widthMm: 32, heightMm: 4.23 } as const;
/** As wide as a person writes their name. */
const SIGNATURE_WIDTH_MM = 35;

/** Tells whether a rule puts something beside a seal. */
export function isBeside(rule: { readonly kind: string }): rule is BesideRule {
  return rule.kind === 'date' || rule.kind === 'handwriting';
}

/** The date of sealing behind the last words that ask for it. @param words such as 日期 */
export function dateRule(words: string): DateRule {
  return { kind: 'date', pages: [{ kind: 'all' }], where: besideKeyword(words) };
}

/** What stands behind the last of such words: a contract is dated and signed at its end. */
export function besideKeyword(words: string): Extract<BesideRule['where'], { readonly kind: 'keyword' }> {
  return { kind: 'keyword', keyword: { text: words, isPattern: false }, which: -1, dxMm: 0, dyMm: 0 };
}

/** The picture of a signature at a point of a page, as wide as usual or as the largest height leaves it. */
export function handwritingRule(
  { picture, width, height }: DrawnSignature,
  { page, xMm, yMm }: PagePoint,
  pageSize: PageSize,
): HandwritingRule {
  const size = sizeOfWidth(width / height, SIGNATURE_WIDTH_MM);
  const at = clampToPage({ page, xMm, yMm }, size, pageSize);
  const where = { kind: 'point', xMm: at.xMm, yMm: at.yMm } as const;
  return { kind: 'handwriting', pages: onePage(page), where, picture, ...size };
}

/** Writes a date in another way. @param style null writes it as the words before it are written */
export function withStyle({ kind, pages, where }: DateRule, style: DateStyle | null): DateRule {
  return { kind, pages, where, ...(style === null ? {} : { style }) };
}

/** Gives a picture another width; its height follows. */
export function withWidth(rule: HandwritingRule, widthMm: number): HandwritingRule {
  return { ...rule, ...sizeOfWidth(rule.widthMm / rule.heightMm, widthMm) };
}

/** @param ratio of the width to the height */
function sizeOfWidth(ratio: number, wanted: number): { readonly widthMm: number; readonly heightMm: number } {
  const widthMm = Math.min(wanted, LARGEST_HANDWRITING_MM.width, LARGEST_HANDWRITING_MM.height * ratio);
  return { widthMm, heightMm: widthMm / ratio };
}

/** Returns how large the rule's date or picture is at a point; of a date about. */
export function besideSize(rule: BesideRule): { readonly widthMm: number; readonly heightMm: number } {
  return rule.kind === 'date' ? DATE_SIZE : rule;
}

/** Moves what stands at a point to another, so that it lies wholly on that page; what is at a keyword stays. */
export function besideMovedTo(rule: BesideRule, to: PagePoint, page: PageSize): BesideRule {
  if (rule.where.kind !== 'point') return rule;
  const { xMm, yMm } = clampToPage(to, besideSize(rule), page);
  const pages = singlePage(rule.pages) === null ? rule.pages : onePage(to.page);
  return { ...rule, pages, where: { kind: 'point', xMm, yMm } };
}
