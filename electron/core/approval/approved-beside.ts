import type { ApprovedBeside, ApprovedWhere } from '../../shared/model/approval.ts';
import type { DateStyle } from '../../shared/model/seal-places.ts';
import { type PageRange, pagesIn, pagesText } from '../../shared/page-range.ts';
import { toHex } from '../bytes/encodings.ts';
import type { BesideRule, DateRule, HandwritingRule } from '../signing/beside.ts';
import type { PlaceList, SealTarget, SinglePlace } from '../signing/seal-request.ts';
import type { SmEngine } from '../sm/engine.ts';
import { hundredth, settledPages } from './settled-pages.ts';

// What stands beside a seal, as requests name it: a date by its rule, a picture by its hash, each with its place.

/** Places of a seal in which hashes stand for the pictures beside it: nothing else of them is compared. */
export type NamedTarget =
  SinglePlace | (Omit<PlaceList, 'beside'> & { readonly beside?: readonly NamedBeside[] | undefined });

/** A rule for what stands beside a seal, with the hash in place of a picture. */
export type NamedBeside =
  | (Omit<DateRule, 'style'> & { readonly style?: DateRule['style'] | null })
  | (Omit<HandwritingRule, 'picture'> & { readonly sm3: string; readonly size: number });

/** Puts hashes in place of the pictures of a target. */
export function namedTarget(target: SealTarget, engine: Pick<SmEngine, 'sm3'>): NamedTarget {
  if (target.kind !== 'list') return target;
  const { beside = [], ...places } = target;
  return { ...places, beside: beside.map((rule) => namedRule(rule, engine)) };
}

function namedRule(rule: BesideRule, engine: Pick<SmEngine, 'sm3'>): NamedBeside {
  if (rule.kind === 'date') return rule;
  const { picture, ...place } = rule;
  return { ...place, sm3: toHex(engine.sm3(picture)), size: picture.length };
}

/** Lists the pictures of a target. */
export function picturesOf(target: SealTarget): readonly Uint8Array[] {
  const beside = target.kind === 'list' ? (target.beside ?? []) : [];
  return beside.flatMap((rule) => (rule.kind === 'handwriting' ? rule.picture : []));
}

/** Returns what a target puts beside the seal. */
export function besideOf(target: NamedTarget): readonly NamedBeside[] {
  return target.kind === 'list' ? (target.beside ?? []) : [];
}

/**
 * States what stands beside a seal as requests do.
 * @param pages the number of pages of the document
 * @throws CodedError PAGE_NOT_FOUND for pages that the document does not have
 */
export function settledBeside(rule: NamedBeside, pages: number): ApprovedBeside {
  return settledOn(rule, settledPages(rule.pages, pages));
}

function settledOn(rule: NamedBeside, pages: PageRange): ApprovedBeside {
  const where = settledWhere(rule.where);
  if (rule.kind === 'date') return { kind: 'date', pages, where, style: settledStyle(rule) };
  const { sm3, size } = rule;
  const [widthMm, heightMm] = [hundredth(rule.widthMm), hundredth(rule.heightMm)];
  return { kind: 'handwriting', pages, where, sm3, size, widthMm, heightMm };
}

/** At a point there are no words to follow: such a date is written in Chinese. */
function settledStyle({ style, where }: Extract<NamedBeside, { kind: 'date' }>): DateStyle | null {
  return style ?? (where.kind === 'point' ? 'chinese' : null);
}

function settledWhere(where: NamedBeside['where']): ApprovedWhere {
  if (where.kind === 'point') return { kind: 'point', xMm: hundredth(where.xMm), yMm: hundredth(where.yMm) };
  const { keyword, which, dxMm, dyMm } = where;
  const { text, isPattern } = keyword;
  return {
    ...{ kind: 'keyword', keyword: { text, isPattern }, which },
    ...{ dxMm: hundredth(dxMm), dyMm: hundredth(dyMm) },
  };
}

/**
 * Tells whether exactly what was approved stands beside a seal: nothing more, nothing less and nothing else, in the same
 * order. The same pages may be named otherwise.
 * @param pages the number of pages of the document
 */
export function sameBeside(
  approved: readonly NamedBeside[],
  found: readonly NamedBeside[],
  pages: number,
): boolean {
  return besideKey(approved, pages) === besideKey(found, pages);
}

/** Writes all that rules say, so that equal ones have one text. */
function besideKey(rules: readonly NamedBeside[], count: number): string {
  return JSON.stringify(
    rules.map((rule) => {
      const { pages, beyond } = pagesIn(rule.pages, count);
      return [settledOn(rule, []), pagesText(pages), beyond];
    }),
  );
}

/** As much of a hash as people compare by eye. */
const HASH_CHARACTERS = 12;

/**
 * Writes what stands beside a seal as people read it in either language; empty for nothing.
 * @param count the number of pages of the document
 */
export function besideText(rules: readonly NamedBeside[], count: number): string {
  return rules.map((rule) => ruleText(rule, count)).join('; ');
}

function ruleText(rule: NamedBeside, count: number): string {
  const place = `P${pagesText(pagesIn(rule.pages, count).pages)} · ${whereText(rule.where)}`;
  if (rule.kind === 'date') {
    const style = settledStyle(rule);
    return `盖章日期 date of sealing · ${place}${style === null ? '' : ` · ${STYLE_TEXTS[style]}`}`;
  }
  const size = `${hundredth(rule.widthMm)} × ${hundredth(rule.heightMm)} mm`;
  return `手写签名图片 picture of a signature · ${place} · ${size} · ${rule.size} B · SM3 ${rule.sm3.slice(0, HASH_CHARACTERS)}…`;
}

const STYLE_TEXTS = { chinese: '2026年1月2日', iso: '2026-01-02' } as const;

function whereText(where: NamedBeside['where']): string {
  if (where.kind === 'point') return `${hundredth(where.xMm)}, ${hundredth(where.yMm)} mm`;
  const { keyword, which, dxMm, dyMm } = where;
  const words = keyword.isPattern ? `/${keyword.text}/` : `“${keyword.text}”`;
  const moved = dxMm === 0 && dyMm === 0 ? '' : ` + ${hundredth(dxMm)}, ${hundredth(dyMm)} mm`;
  return `关键字 keyword ${words} #${which}${moved}`;
}
