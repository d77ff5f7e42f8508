import { piecesOf } from '../../bytes/byte-source.ts';
import type { StreamHasher } from '../../algorithms/digests.ts';
import type { SmEngine } from '../../sm/engine.ts';
import type { CoveredRange, SignatureContext } from './context.ts';

/** The bytes of a document, and the account of the work on it. */
export type HashedDocument = Pick<SignatureContext, 'source' | 'document'>;

/**
 * Feeds the bytes [start, end) of a document to a hasher, and counts them.
 * @throws CodedError FILE_OVER_BUDGET
 */
export function feed(
  hasher: StreamHasher,
  { source, document }: HashedDocument,
  start: number,
  end: number,
): void {
  document.source.meter?.spend('hashedBytes', end - start);
  for (const piece of piecesOf(source, start, end)) hasher.update(piece);
}

/**
 * Computes the digest over the signed bytes piece by piece, so that memory does not grow with the file.
 * @param algorithm an object identifier
 * @returns null for a digest that is not supported
 * @throws CodedError FILE_OVER_BUDGET
 */
export async function rangeHash(
  engine: SmEngine,
  hashed: HashedDocument,
  range: CoveredRange,
  algorithm: string,
): Promise<Uint8Array | null> {
  if (engine.digests.of(algorithm) === undefined) return null;
  return hashedRange(await engine.digests.createHasher(algorithm), hashed, range);
}

/**
 * Feeds the signed bytes to a hasher, which may have taken others before, and ends it.
 * @throws CodedError FILE_OVER_BUDGET
 */
export function hashedRange(hasher: StreamHasher, hashed: HashedDocument, range: CoveredRange): Uint8Array {
  feed(hasher, hashed, 0, range.gapStart);
  feed(hasher, hashed, range.gapEnd, range.end);
  return hasher.digest();
}
