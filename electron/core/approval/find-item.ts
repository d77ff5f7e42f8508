import type {
  ApprovalAspect,
  ApprovalDifference,
  ApprovalItem,
  ApprovalItemState,
  ApprovedTarget,
} from '../../shared/model/approval.ts';
import { placesText } from '../signing/places-text.ts';
import type { SealTarget, SinglePlace } from '../signing/seal-request.ts';

/** The answer of a request to an intended use. */
type FoundItem =
  | { readonly kind: 'open'; readonly index: number }
  /** Every item that fits the use was used, or its use has begun. */
  | { readonly kind: 'spent'; readonly state: Exclude<ApprovalItemState, 'open'> }
  | {
      readonly kind: 'different';
      readonly index: number;
      readonly differences: readonly ApprovalDifference[];
    };

/**
 * Finds the item of a request that fits a use; if none fits, the item that comes closest. A file that is
 * listed twice may be sealed twice.
 * @param states of the items, in their order
 */
export function findItem(
  items: readonly ApprovalItem[],
  states: readonly ApprovalItemState[],
  use: IntendedUse,
): FoundItem {
  const compared = items.map((item, index) => ({
    index,
    state: states[index] ?? 'open',
    differences: differencesFrom(item, use),
  }));
  const fitting = compared.filter(({ differences }) => differences.length === 0);
  const open = fitting.find(({ state }) => state === 'open');
  if (open !== undefined) return { kind: 'open', index: open.index };
  const unsettled = fitting.some(({ state }) => state === 'unsettled');
  if (fitting.length > 0) return { kind: 'spent', state: unsettled ? 'unsettled' : 'used' };
  const [closest] = compared.sort((one, other) => distance(one.differences) - distance(other.differences));
  return { kind: 'different', index: closest?.index ?? 0, differences: closest?.differences ?? [] };
}

/** Counts differences; another file is further away than any other seal or place. */
function distance(differences: readonly ApprovalDifference[]): number {
  const isOtherFile = differences.some(({ aspect }) => aspect === 'content');
  return differences.length + (isOtherFile ? 100 : 0);
}

/** A use of a seal that is about to happen. */
export interface IntendedUse {
  readonly sm3: string;
  readonly size: number;
  readonly pages: number;
  readonly esId: string;
  readonly sealName: string;
  readonly target: SealTarget;
}

/** A hundredth of a millimetre, in which requests state places, with what rounding may add to it. */
const PLACE_TOLERANCE_MM = 0.011;

/**
 * Lists the differences between a use and the item of a request; none if it is the very use that was
 * approved.
 */
export function differencesFrom(item: ApprovalItem, use: IntendedUse): ApprovalDifference[] {
  // An approval names one place: it allows no list of them.
  const target = use.target.kind === 'list' ? null : settledTarget(use.target, use.pages);
  const found = use.target.kind === 'list' ? placesText(use.target, use.pages) : null;
  const sealOf = ({ esId, sealName }: Pick<ApprovalItem, 'esId' | 'sealName'>): string =>
    `${sealName} (${esId})`;
  const compared: readonly (readonly [ApprovalAspect, boolean, string, string])[] = [
    ['content', item.sm3 === use.sm3, item.sm3, use.sm3],
    ['size', item.size === use.size, String(item.size), String(use.size)],
    ['pages', item.pages === use.pages, String(item.pages), String(use.pages)],
    ['seal', item.esId === use.esId, sealOf(item), sealOf(use)],
    [
      'place',
      target !== null && samePlace(item.target, target),
      placeText(item.target),
      target === null ? (found ?? '') : placeText(target),
    ],
  ];
  return compared.flatMap(([aspect, same, approved, found]) => (same ? [] : [{ aspect, approved, found }]));
}

/** Lists the differences between a file and the one that a request lists, for any use. */
export function differencesOfFile(
  item: ApprovalItem,
  file: Pick<IntendedUse, 'sm3' | 'size' | 'pages'>,
): ApprovalDifference[] {
  const { esId, sealName, target } = item;
  return differencesFrom(item, { ...file, esId, sealName, target });
}

/** States a place in numbers alone, to the hundredth of a millimetre, as requests do. */
export function settledTarget(target: SinglePlace, pages: number): ApprovedTarget {
  if (target.kind === 'field') return { kind: 'field', name: target.name };
  const page = target.page === 'last' ? pages - 1 : target.page;
  return { kind: 'place', page, xMm: hundredth(target.xMm), yMm: hundredth(target.yMm) };
}

/**
 * Writes a place as people read it in either language: the page from 1, then millimetres; or the field's
 * name.
 */
function placeText(target: ApprovedTarget): string {
  if (target.kind === 'field') return target.name;
  return `P${target.page + 1} · ${target.xMm}, ${target.yMm} mm`;
}

function samePlace(approved: ApprovedTarget, found: ApprovedTarget): boolean {
  if (approved.kind === 'field') return found.kind === 'field' && approved.name === found.name;
  if (found.kind === 'field') return false;
  const near = (one: number, other: number): boolean => Math.abs(one - other) <= PLACE_TOLERANCE_MM;
  return approved.page === found.page && near(approved.xMm, found.xMm) && near(approved.yMm, found.yMm);
}

function hundredth(millimetres: number): number {
  return Math.round(millimetres * 100) / 100;
}

/** The values by which a file is known. */
export interface FileIdentity {
  readonly sm3: string;
  readonly size: number;
  readonly pages: number;
}

/**
 * Returns the file that a request lists, for a file that came out of sealing it under the same request: a
 * contract may take several seals, each on top of the one before. Any other file is returned unchanged.
 * @param sealed SM3 of the result of each item, in their order; null for an item without a result
 */
export function approvedOriginal(
  items: readonly ApprovalItem[],
  sealed: readonly (string | null)[],
  file: FileIdentity,
): FileIdentity {
  const from = items.find((_, index) => sealed[index] === file.sm3);
  return from === undefined ? file : { sm3: from.sm3, size: from.size, pages: from.pages };
}
