/** What the window tells of a new file with an archive time stamp: its name in place of its path. */
export type SavedArchiveStamp = Pick<ArchiveStamped, 'stampedAt' | 'renewBy' | 'missing'> & {
  readonly name: string;
};

/** A document that has got an archive time stamp (归档时间戳). */
export interface ArchiveStamped {
  /** The new file. */
  readonly path: string;
  /** Bytes */
  readonly size: number;
  /** SM3 of the new file, hexadecimal. */
  readonly sm3After: string;
  /** ISO 8601 */
  readonly stampedAt: string;
  /** When the certificate of the authority ends, ISO 8601: another stamp has to be put around it before. Null if not known. */
  readonly renewBy: string | null;
  /** The names of seals of which their platform gave no signed statement. */
  readonly missing: readonly string[];
}
