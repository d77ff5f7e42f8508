import type {
  ApprovalAspect,
  ApprovalDifference,
  ApprovalItem,
  ApprovedTarget,
} from '../../shared/model/approval.ts';
import type { SealTarget } from '../signing/seal-request.ts';

/** A use of a seal that is about to happen. */
export interface IntendedUse {
  readonly sm3: string;
  readonly size: number;
  readonly pages: number;
  readonly esId: string;
  readonly sealName: string;
  readonly target: SealTarget;
}

/** A hundredth of a millimetre, in which requests state places, and what rounding may add to it. */
const PLACE_TOLERANCE_MM = 0.011;

/** In what a use differs from the item of a request; nothing where it is the very use that was approved. */
export function differencesFrom(item: ApprovalItem, use: IntendedUse): ApprovalDifference[] {
  const target = settledTarget(use.target, use.pages);
  const sealOf = ({ esId, sealName }: Pick<ApprovalItem, 'esId' | 'sealName'>): string =>
    `${sealName} (${esId})`;
  const compared: readonly (readonly [ApprovalAspect, boolean, string, string])[] = [
    ['content', item.sm3 === use.sm3, item.sm3, use.sm3],
    ['size', item.size === use.size, String(item.size), String(use.size)],
    ['pages', item.pages === use.pages, String(item.pages), String(use.pages)],
    ['seal', item.esId === use.esId, sealOf(item), sealOf(use)],
    ['place', samePlace(item.target, target), placeText(item.target), placeText(target)],
  ];
  return compared.flatMap(([aspect, same, approved, found]) => (same ? [] : [{ aspect, approved, found }]));
}

/** In what a file differs from the one that a request lists, whatever is to be done with it. */
export function differencesOfFile(
  item: ApprovalItem,
  file: Pick<IntendedUse, 'sm3' | 'size' | 'pages'>,
): ApprovalDifference[] {
  const { esId, sealName, target } = item;
  return differencesFrom(item, { ...file, esId, sealName, target });
}

/** The same place in numbers alone, to the hundredth that requests state. */
export function settledTarget(target: SealTarget, pages: number): ApprovedTarget {
  if (target.kind === 'field') return { kind: 'field', name: target.name };
  const page = target.page === 'last' ? pages - 1 : target.page;
  return { kind: 'place', page, xMm: hundredth(target.xMm), yMm: hundredth(target.yMm) };
}

/** A place as people read it in either language: page from 1, then millimetres; or the field's name. */
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
