/** A picture that is unpacked row by row, so that one of any size needs little memory. */
export interface PictureRows {
  readonly width: number;
  readonly height: number;
  /** Whether pixels may let through what lies beneath them. */
  readonly mayBeClear: boolean;
  /** Whether an opacity of 0 everywhere says nothing, since some writers leave it unused. */
  readonly mayLeaveOpacity: boolean;
  /** Whether the rows come from the bottom upwards. */
  readonly fromBottom: boolean;
  /**
   * Unpacks the picture from its first row on: red, green, blue and opacity, a byte each. A row is good until the next one is
   * asked for.
   * @throws ImageRefusedError for a damaged picture, and as reading it does
   */
  readonly rows: () => Generator<Uint8Array>;
}

/** Cuts pieces into lengths. What does not fill the last one is left. A length is good until the next one is asked for. */
export function* inLengths(pieces: Iterable<Uint8Array>, length: number): Generator<Uint8Array> {
  const filled = new Uint8Array(length);
  let have = 0;
  for (const piece of pieces) {
    for (let at = 0; at < piece.length;) {
      const part = piece.subarray(at, at + length - have);
      filled.set(part, have);
      have += part.length;
      at += part.length;
      if (have < length) continue;
      yield filled;
      have = 0;
    }
  }
}
