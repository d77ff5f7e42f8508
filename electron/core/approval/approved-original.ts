import type { ApprovalItem } from '../../shared/model/approval.ts';

/** What a file is known by. */
export interface FileIdentity {
  readonly sm3: string;
  readonly size: number;
  readonly pages: number;
}

/**
 * The file that a request lists, for one that came out of sealing it under the same request: a contract may take
 * several seals, each on top of the one before. Any other file stays what it is.
 * @param sealed SM3 of what came out of each item, in their order; null where nothing did
 */
export function approvedOriginal(
  items: readonly ApprovalItem[],
  sealed: readonly (string | null)[],
  file: FileIdentity,
): FileIdentity {
  const from = items.find((_, index) => sealed[index] === file.sm3);
  return from === undefined ? file : { sm3: from.sm3, size: from.size, pages: from.pages };
}
