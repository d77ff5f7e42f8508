import type { RegisteredEntry } from '../../shared/model/register-entry.ts';

/** What the register knows of a file that came out of sealing or signing. */
export interface SealedFileRecord {
  readonly name: string;
  readonly voided: boolean;
}

/** Finds a sealed or signed file by its SM3; null where none of the entries made it. */
export function findSealedFile(entries: readonly RegisteredEntry[], sm3: string): SealedFileRecord | null {
  const made = entries.find(({ entry }) => entry.act !== 'voided' && entry.document?.sm3After === sm3);
  if (made === undefined) return null;
  return { name: made.entry.document?.name ?? '', voided: entries.some(({ entry }) => entry.voids === sm3) };
}
