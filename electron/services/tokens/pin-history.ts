/** A token as its history knows it: serial numbers are unique to a maker only. */
export interface TokenIdentity {
  readonly manufacturer: string;
  readonly serial: string;
}

/** Remembers when PINs were last changed on this computer, never the PINs. */
export interface PinHistory {
  /** Null where no change is known. */
  lastChange(token: TokenIdentity): Date | null;
  /** What cannot be written down is no failure of the change: the reminder is then missing. */
  note(token: TokenIdentity, at: Date): Promise<void>;
}
