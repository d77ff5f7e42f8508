/** Protects secrets on disk from other users of the computer, as well as the system can. */
export interface SecretKeeper {
  protect(secret: string): string | Promise<string>;
  /** Returns null when another user, or another computer, has protected it. */
  reveal(kept: string): string | null | Promise<string | null>;
}
