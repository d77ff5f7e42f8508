import type { HeadSource, RegisterFinding } from '../../shared/model/register.ts';
import type { KnownRenewal } from './verified-history.ts';

/** A size and a root that somebody has written down. */
export interface ComparedHead {
  readonly size: number;
  /** Hexadecimal. */
  readonly root: string;
  readonly source: HeadSource;
}

/**
 * Compares heads with a register, and finds the first, by size, that does not fit. The entries under the largest head
 * that fits have not changed, so that the first changed entry lies between the two.
 * @param size of the register
 * @param rootAt returns the register's root at a size, hexadecimal; null for a size that it has not
 */
function findCut(
  size: number,
  rootAt: (size: number) => string | null,
  heads: readonly ComparedHead[],
): RegisterFinding | null {
  const bySize = [...heads].sort((a, b) => a.size - b.size);
  let held = 0;
  for (const { size: headSize, root, source } of bySize) {
    const present = rootAt(headSize);
    if (present === null) {
      const last = (bySize.at(-1)?.size ?? headSize) - 1;
      return { kind: 'shortened', index: size, last, held, source };
    }
    if (present !== root) {
      const index = Math.min(held, headSize);
      return { kind: 'entryAltered', index, last: Math.max(index, headSize - 1), held, source };
    }
    held = headSize;
  }
  return null;
}

/** A head with what says whose it is. */
export interface IdentifiedHead extends ComparedHead {
  /** Null for a checkpoint of the database, which names no register. */
  readonly registerId: string | null;
  readonly time: string;
}

/** The ids of a register: the present one, null if it has none yet, and the entries by which it got another one. */
export interface RegisterIds {
  readonly registerId: string | null;
  readonly renewals: readonly KnownRenewal[];
}

/** Heads by the register that they belong to. */
interface SortedHeads<T> {
  /** Of the present id: the register must fit them. */
  readonly own: readonly T[];
  /** Of a former id that an entry on record names: the register was renewed since, with a reason. */
  readonly former: readonly T[];
  /** Of an id that nothing on record explains: the register was replaced. */
  readonly unexplained: readonly T[];
}

/**
 * Sorts heads that were found here. A checkpoint of the database is of the former register if it is older than the last
 * renewal.
 */
export function sortHeads<T extends IdentifiedHead>(
  heads: readonly T[],
  { registerId, renewals }: RegisterIds,
): SortedHeads<T> {
  const renewedAt = renewals.at(-1)?.time ?? '';
  const isOwn = (head: T): boolean =>
    head.registerId === null ? head.time >= renewedAt : head.registerId === registerId;
  const isFormer = (head: T): boolean =>
    head.registerId === null || renewals.some(({ formerId }) => formerId === head.registerId);
  const others = heads.filter((head) => !isOwn(head));
  return {
    own: heads.filter(isOwn),
    former: others.filter(isFormer),
    unexplained: others.filter((head) => !isFormer(head)),
  };
}

/** Tells whether a head on a token, which several computers may share, is of this register or of its place. */
export function isOfRegister(
  head: { readonly registerId: string; readonly origin: string },
  origin: string,
  { registerId, renewals }: RegisterIds,
): boolean {
  return (
    head.origin === origin ||
    head.registerId === registerId ||
    renewals.some(({ formerId }) => formerId === head.registerId)
  );
}

/**
 * Finds what is wrong with a register by its heads. Heads of an id that nothing on record explains must fit as well;
 * where all do, its id alone was replaced.
 */
export function findingByHeads<T extends IdentifiedHead>(
  size: number,
  rootAt: (size: number) => string | null,
  heads: readonly T[],
  ids: RegisterIds,
): RegisterFinding | null {
  const { own, unexplained } = sortHeads(heads, ids);
  const cut = findCut(size, rootAt, [...own, ...unexplained]);
  const [replacing] = [...unexplained].sort((a, b) => b.size - a.size);
  if (cut !== null || replacing === undefined) return cut;
  const { size: held, source } = replacing;
  return { kind: 'registerReplaced', index: 0, last: Math.max(0, held - 1), held, source };
}
