/**
 * The longest that one PIN entry may serve: time for a batch of contracts at one desk, but not for a person to
 * leave it and another to seal there. Token hosts refuse to hold a login for longer.
 */
export const HOLD_PIN_MS = 5 * 60_000;

/** A key that seals without its PIN for a while. The PIN itself is kept nowhere: the key stays logged in. */
export interface HeldPin {
  readonly tokenSerial: string;
  /** Milliseconds since 1970 */
  readonly until: number;
}
