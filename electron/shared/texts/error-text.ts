/** The three lines that every error has. */
export interface ErrorText {
  /** What happened. */
  readonly what: string;
  /** Why, as far as is known. */
  readonly why: string;
  /** What to do now. */
  readonly next: string;
}

export function errorText(what: string, why: string, next: string): ErrorText {
  return { what, why, next };
}
