/**
 * New seals whose picture the holder has not confirmed yet, by esID. A seal that nobody enrolled here is not
 * among them.
 */
export interface SealConfirmations {
  awaiting(): ReadonlySet<string>;
  /** A new seal waits from now on. */
  expect(esId: string): void;
  /** The holder has looked at the picture and found it right; or the seal came to nothing. */
  confirm(esId: string): void;
}
