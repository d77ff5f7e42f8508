/** A hash over bytes that arrive in pieces. */
export interface StreamHasher {
  update(bytes: Uint8Array): void;
  /** Ends the computation and returns the hash. The hasher cannot be used again. */
  digest(): Uint8Array;
}

/** A hash over bytes that arrive in pieces, which can also tell what it would be with another ending. */
export interface ResumableHasher extends StreamHasher {
  /** @returns the hash of all bytes until now and any tail; it stays good while the hasher goes on */
  snapshot(): (tail: Uint8Array) => Uint8Array;
}
