/** Somebody for whom a seal was used lately. */
export interface RecentCounterpart {
  readonly name: string;
  /** ISO 8601, of the last use. */
  readonly lastUse: string;
  readonly uses: number;
}

/** What a notice of a lost seal is made of; the window words it in the person's language. */
export interface LossNoticeDraft {
  readonly reportId: string;
  readonly months: number;
  /** The latest first; empty where the register names none. */
  readonly counterparts: readonly RecentCounterpart[];
}
