import { piecesOf } from '../../bytes/byte-source.ts';
import { toHex } from '../../bytes/encodings.ts';
import type { StreamHasher } from '../../algorithms/digests.ts';
import type { SmEngine } from '../../sm/engine.ts';
import { type CoveredRange, isFault, type SignatureContext } from './context.ts';
import type { StructureFault } from './signature-content.ts';

/** Returns SM3 of the file as it was once it held the signature, hexadecimal. */
export type SealedFileHash = () => Promise<string>;

/** The bytes of a document, and the account of the work on it. */
export type HashedDocument = Pick<SignatureContext, 'source' | 'document'>;

/** Computes the hash at its first use, and once; null when the range is faulty. */
export function onceHash(
  engine: SmEngine,
  hashed: HashedDocument,
  range: CoveredRange | StructureFault,
): SealedFileHash | null {
  if (isFault(range)) return null;
  let hash: Promise<string> | undefined;
  return () => (hash ??= sealedFileHash(engine, hashed, range));
}

async function sealedFileHash(
  engine: SmEngine,
  hashed: HashedDocument,
  { end }: CoveredRange,
): Promise<string> {
  const hasher = await engine.createSm3();
  feed(hasher, hashed, 0, end);
  return toHex(hasher.digest());
}

/** @throws CodedError FILE_OVER_BUDGET */
function feed(hasher: StreamHasher, { source, document }: HashedDocument, start: number, end: number): void {
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
