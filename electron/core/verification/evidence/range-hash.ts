import { piecesOf } from '../../bytes/byte-source.ts';
import type { StreamHasher } from '../../algorithms/digests.ts';
import type { SmEngine } from '../../sm/engine.ts';
import { type CoveredRange, isFault, type LocatedSignature, type SignatureContext } from './context.ts';
import type { HashOfSigned } from './gather-cms.ts';
import type { StructureFault } from './signature-content.ts';

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

/** A PDF file, and the place of a signature in it. */
export interface Place extends HashedDocument {
  readonly located: LocatedSignature;
  readonly range: CoveredRange | StructureFault;
}

/** Hashes the signed bytes of a PDF piece by piece, so that memory does not grow with the file. */
export function placedHash(engine: SmEngine, place: Place): HashOfSigned {
  return async (algorithm, before) => {
    const { range } = place;
    if (isFault(range) || engine.digests.of(algorithm) === undefined) return null;
    const hasher = await engine.digests.createHasher(algorithm);
    if (before !== undefined) hasher.update(before);
    return hashedRange(hasher, place, range);
  };
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
