import { CodedError } from '../../shared/errors.ts';
import type { PageRange } from '../../shared/page-range.ts';

/** The edges of a page as seen. */
export const EDGES = ['left', 'right', 'top', 'bottom'] as const;

export type Edge = (typeof EDGES)[number];

/**
 * A seal across the edges of several pages (骑缝章): each page shows a slice of it at its edge, as if the pages were
 * fanned out under the seal.
 */
export interface StraddleRule {
  readonly kind: 'straddle';
  readonly edge: Edge;
  readonly pages: PageRange;
  /** Millimetres along the edge, from the page's top or left, to the seal's centre; null is the middle of the smallest page. */
  readonly alongMm: number | null;
  /** The part of the seal that the first page shows, between 0 and 1; null gives every page the same. */
  readonly firstShare: number | null;
  /** No slice is thinner, in millimetres. */
  readonly minimumMm: number;
  /** Pages that share one whole seal; null takes as many as the thinnest slice allows. */
  readonly group: number | null;
  /**
   * True for pages that face each other (对开): each two of the range share one seal across the edge at which they meet,
   * so the second page shows its part at the opposite edge. It leaves no choice of `group`.
   */
  readonly facing: boolean;
}

/** A part of a seal, from its left or its top, between 0 and 1. */
export interface Cut {
  readonly axis: 'x' | 'y';
  readonly from: number;
  readonly to: number;
}

/** The slice of a seal that a page shows. */
interface Slice {
  /** By index from 0. */
  readonly page: number;
  /** The edge of this page at which it lies. */
  readonly edge: Edge;
  readonly cut: Cut;
}

const OPPOSITE: Readonly<Record<Edge, Edge>> = { left: 'right', right: 'left', top: 'bottom', bottom: 'top' };

/** Rounding must not make a slice too thin. */
const ROUNDING_MM = 1e-6;

/**
 * Divides a seal among pages. Each group of pages shows one whole seal. Page after page shows what lies further
 * outwards, since the first page lies on top: on the right edge from left to right, on the left edge from right to left.
 * Of pages that face each other, one that is left alone shows nothing.
 * @param pages by index from 0, ascending
 * @param lengthMm of the seal across the edge
 * @throws CodedError STRADDLE_TOO_FEW_PAGES, STRADDLE_SLICE_TOO_THIN
 */
export function slicesOf(
  pages: readonly number[],
  rule: StraddleRule,
  lengthMm: number,
): readonly (readonly Slice[])[] {
  if (pages.length < 2) {
    throw new CodedError('STRADDLE_TOO_FEW_PAGES', 'one page has no other', { pages: pages.length });
  }
  return groupsOf(pages, rule, lengthMm).map((group) => {
    const bounds = boundsOf(group.length, rule, lengthMm);
    return group.map((page, at) => ({
      page,
      edge: rule.facing && at === 1 ? OPPOSITE[rule.edge] : rule.edge,
      cut: cutAt(rule.edge, bounds[at] ?? 0, bounds[at + 1] ?? 1),
    }));
  });
}

function groupsOf(pages: readonly number[], rule: StraddleRule, lengthMm: number): number[][] {
  const most = mostPages(rule, lengthMm);
  if (rule.facing && most >= 2) return inChunks(pages.slice(0, pages.length - (pages.length % 2)), 2);
  if (most < 2) throw tooThin(rule, lengthMm, Math.min(pages.length, rule.group ?? 2));
  if (rule.group !== null) return inChunks(pages, rule.group);
  const count = Math.ceil(pages.length / most);
  return Array.from({ length: count }, (_, at) =>
    pages.slice(Math.floor((at * pages.length) / count), Math.floor(((at + 1) * pages.length) / count)),
  );
}

/** A page that would be left alone joins the group before it. */
function inChunks(pages: readonly number[], size: number): number[][] {
  const chunks: number[][] = [];
  for (let at = 0; at < pages.length; at += size) chunks.push(pages.slice(at, at + size));
  const last = chunks.at(-1);
  if (last?.length !== 1 || chunks.length < 2) return chunks;
  chunks.pop();
  chunks.at(-1)?.push(...last);
  return chunks;
}

function mostPages({ firstShare, minimumMm }: StraddleRule, lengthMm: number): number {
  const thinnest = Math.max(minimumMm - ROUNDING_MM, ROUNDING_MM);
  if (firstShare === null) return Math.floor(lengthMm / thinnest);
  if (firstShare * lengthMm < thinnest) return 0;
  return 1 + Math.floor(((1 - firstShare) * lengthMm) / thinnest);
}

/** Returns where the slices begin and end, outwards. */
function boundsOf(count: number, rule: StraddleRule, lengthMm: number): readonly number[] {
  const first = rule.firstShare ?? 1 / count;
  const each = (1 - first) / (count - 1);
  const bounds = [0, ...Array.from({ length: count }, (_, at) => first + at * each)];
  bounds[count] = 1;
  const thinnest = Math.min(first, each) * lengthMm;
  if (thinnest < rule.minimumMm - ROUNDING_MM) throw tooThin(rule, lengthMm, count);
  return bounds;
}

function tooThin({ minimumMm }: StraddleRule, lengthMm: number, pages: number): CodedError {
  return new CodedError('STRADDLE_SLICE_TOO_THIN', 'the slices are too thin', { pages, lengthMm, minimumMm });
}

/** Returns the axis across which a seal is cut at an edge: the horizontal one at the left and right. */
export function axisOf(edge: Edge): Cut['axis'] {
  return edge === 'left' || edge === 'right' ? 'x' : 'y';
}

function cutAt(edge: Edge, from: number, to: number): Cut {
  const axis = axisOf(edge);
  const isForwards = edge === 'right' || edge === 'bottom';
  return isForwards ? { axis, from, to } : { axis, from: 1 - to, to: 1 - from };
}
