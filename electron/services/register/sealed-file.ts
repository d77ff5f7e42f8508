import type { RegisteredEntry, RegisterEntry } from '../../shared/model/register.ts';

/** What the register knows of a file that came out of sealing or signing. */
export interface SealedFileRecord {
  /** Of the entry, from 0. */
  readonly index: number;
  readonly name: string;
  readonly seal: RegisterEntry['seal'];
  readonly page: number | null;
  readonly pages: number | null;
  readonly voided: boolean;
}

/** Finds a sealed or signed file by its SM3; null where none of the entries made it. */
export function findSealedFile(entries: readonly RegisteredEntry[], sm3: string): SealedFileRecord | null {
  const made = entries.find(({ entry }) => entry.act !== 'voided' && entry.document?.sm3After === sm3);
  const document = made?.entry.document;
  if (made === undefined || document === undefined || document === null) return null;
  const { name, page, pages } = document;
  const voided = entries.some(({ entry }) => entry.voids === sm3);
  return { index: made.index, name, seal: made.entry.seal, page, pages, voided };
}
