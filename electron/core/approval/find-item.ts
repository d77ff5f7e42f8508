import type {
  ApprovalAspect,
  ApprovalDifference,
  ApprovalItem,
  ApprovalItemState,
} from '../../shared/model/approval.ts';
import { besideOf, besideText, type NamedTarget, sameBeside } from './approved-beside.ts';
import { samePlaces, targetText } from './approved-places.ts';

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
  readonly target: NamedTarget;
  readonly locks: boolean;
}

/**
 * Lists the differences between a use and the item of a request; none if it is the very use that was
 * approved.
 */
export function differencesFrom(item: ApprovalItem, use: IntendedUse): ApprovalDifference[] {
  const sealOf = ({ esId, sealName }: Pick<ApprovalItem, 'esId' | 'sealName'>): string =>
    `${sealName} (${esId})`;
  const compared: readonly (readonly [ApprovalAspect, boolean, string, string])[] = [
    ['content', item.sm3 === use.sm3, item.sm3, use.sm3],
    ['size', item.size === use.size, String(item.size), String(use.size)],
    ['pages', item.pages === use.pages, String(item.pages), String(use.pages)],
    ['seal', item.esId === use.esId, sealOf(item), sealOf(use)],
    [
      'place',
      samePlaces(item.target, use.target, use.pages),
      targetText(item.target, item.pages),
      targetText(use.target, use.pages),
    ],
    [
      'beside',
      sameBeside(besideOf(item.target), besideOf(use.target), use.pages),
      besideText(besideOf(item.target), item.pages) || NOTHING,
      besideText(besideOf(use.target), use.pages) || NOTHING,
    ],
    ['lock', (item.locks === true) === use.locks, lockText(item.locks), lockText(use.locks)],
  ];
  return compared.flatMap(([aspect, same, approved, found]) => (same ? [] : [{ aspect, approved, found }]));
}

const NOTHING = '—';

function lockText(locks = false): string {
  return locks ? '锁定签章 locks the document' : NOTHING;
}

/** Lists the differences between a file and the one that a request lists, for any use. */
export function differencesOfFile(
  item: ApprovalItem,
  file: Pick<IntendedUse, 'sm3' | 'size' | 'pages'>,
): ApprovalDifference[] {
  const { esId, sealName, target, locks } = item;
  return differencesFrom(item, { ...file, esId, sealName, target, locks: locks === true });
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
