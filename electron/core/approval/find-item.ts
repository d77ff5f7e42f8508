import type { ApprovalDifference, ApprovalItem, ApprovalItemState } from '../../shared/model/approval.ts';
import { differencesFrom, type IntendedUse } from './compare-use.ts';

/** What a request says of an intended use. */
export type FoundItem =
  | { readonly kind: 'open'; readonly index: number }
  /** Every item that it fits was used, or began to be. */
  | { readonly kind: 'spent'; readonly state: Exclude<ApprovalItemState, 'open'> }
  | {
      readonly kind: 'different';
      readonly index: number;
      readonly differences: readonly ApprovalDifference[];
    };

/**
 * Finds the item of a request that a use fits; where none fits, the one that it comes closest to. A file that is
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

/** Another file is further away than any other seal or place. */
function distance(differences: readonly ApprovalDifference[]): number {
  const isOtherFile = differences.some(({ aspect }) => aspect === 'content');
  return differences.length + (isOtherFile ? 100 : 0);
}
