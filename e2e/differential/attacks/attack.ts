/** A document that an attacker has made of a sealed one. */
export interface Attack {
  /** The class of attacks that it belongs to. */
  readonly family: string;
  readonly name: string;
  readonly pdf: Uint8Array;
  /**
   * What the pages have to show, where the trick lies within the newest revision itself; otherwise that is the signed
   * revision.
   */
  readonly honest?: Uint8Array;
}
