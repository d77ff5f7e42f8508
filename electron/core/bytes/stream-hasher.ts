/** A hash over bytes that arrive in pieces. */
export interface StreamHasher {
  update(bytes: Uint8Array): void;
  /** Ends the computation and returns the hash. The hasher cannot be used again. */
  digest(): Uint8Array;
}
