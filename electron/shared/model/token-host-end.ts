/** What went on in a token host that ended: `crashed` by itself, `timedOut` because a call took too long. */
export interface TokenHostEnd {
  /** Path of the module that it served. */
  readonly module: string;
  readonly cause: 'crashed' | 'timedOut';
}
