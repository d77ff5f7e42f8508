/** A document that was open in the window before. */
export interface RecentDocument {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  /** When it was opened last; ISO 8601. */
  readonly openedAt: string;
  /** False if no file lies there now. */
  readonly isThere: boolean;
}
