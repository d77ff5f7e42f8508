import { pagesIn, pagesText } from '../../shared/page-range.ts';
import type { PlaceList, PlaceRule } from './seal-request.ts';

/** As long as the register takes a text. */
const MOST_LENGTH = 4000;

/**
 * Writes where a list puts a seal, for the register and for comparisons: pages from 1 and millimetres, or the edge.
 * People read it in either language.
 * @param pages the number of pages of the document
 */
export function placesText({ field, places }: Pick<PlaceList, 'field' | 'places'>, pages: number): string {
  const texts = places.map((rule) => ruleText(rule, pages));
  const text = (field === null ? texts : [field, ...texts]).join('; ');
  return text.length > MOST_LENGTH ? `${text.slice(0, MOST_LENGTH)}…` : text;
}

function ruleText(rule: PlaceRule, pages: number): string {
  const where = `P${pagesText(pagesIn(rule.pages, pages).pages)}`;
  if (rule.kind === 'keyword') {
    const { text, isPattern } = rule.keyword;
    return `${where} · 关键字 keyword ${isPattern ? `/${text}/` : `“${text}”`}`;
  }
  if (rule.kind === 'point') return `${where} · ${rule.xMm}, ${rule.yMm} mm`;
  return `${where} · 骑缝 straddle ${rule.edge}${rule.facing ? ' 对开 facing' : ''}`;
}
