import type { ByteProgress } from '../documents/document-engine.ts';

/**
 * Returns what passes pieces of documents on and tells how many bytes of all documents have passed.
 * @param total bytes of all documents
 */
export function countPieces(
  total: number,
  tell: ByteProgress,
): (pieces: Iterable<Uint8Array>) => Iterable<Uint8Array> {
  let done = 0;
  return function* (pieces) {
    for (const piece of pieces) {
      yield piece;
      // Asked for the next one, so whoever took this one is done with it.
      done += piece.length;
      tell(done, total);
    }
  };
}
