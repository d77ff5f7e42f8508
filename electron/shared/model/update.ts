/** A version of the program that a signed list of releases names, for this system. */
export interface FoundUpdate {
  readonly version: string;
  /** ISO 8601 */
  readonly publishedAt: string;
  /** What is new, in both languages. */
  readonly news: { readonly 'zh-CN': string; readonly en: string };
  /** Name of the package's file. */
  readonly file: string;
  /** Bytes */
  readonly size: number;
}

/** What a check for updates found. */
export interface UpdateView {
  readonly current: string;
  /** Null if this version is the newest, or the newest is not for this computer yet. */
  readonly found: FoundUpdate | null;
  /** True if a newer version is given out step by step, and this computer is not among the first. */
  readonly isLater: boolean;
  /** Path of the package that was checked and kept; null before that. */
  readonly kept: string | null;
}
