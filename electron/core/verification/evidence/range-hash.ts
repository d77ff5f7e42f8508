import { type ByteSource, piecesOf } from '../../bytes/byte-source.ts';
import { toHex } from '../../bytes/encodings.ts';
import type { StreamHasher } from '../../algorithms/digests.ts';
import type { SmEngine } from '../../sm/engine.ts';
import { type CoveredRange, isFault } from './context.ts';
import type { StructureFault } from './signature-content.ts';

/** Returns SM3 of the file as it was once it held the signature, hexadecimal. */
export type SealedFileHash = () => Promise<string>;

/** Computes the hash at its first use, and once; null when the range is faulty. */
export function onceHash(
  engine: SmEngine,
  source: ByteSource,
  range: CoveredRange | StructureFault,
): SealedFileHash | null {
  if (isFault(range)) return null;
  let hash: Promise<string> | undefined;
  return () => (hash ??= sealedFileHash(engine, source, range));
}

async function sealedFileHash(engine: SmEngine, source: ByteSource, { end }: CoveredRange): Promise<string> {
  const hasher = await engine.createSm3();
  for (const piece of piecesOf(source, 0, end)) hasher.update(piece);
  return toHex(hasher.digest());
}

/**
 * Computes the digest over the signed bytes piece by piece, so that memory does not grow with the file.
 * @param algorithm an object identifier
 * @returns null for a digest that is not supported
 */
export async function rangeHash(
  engine: SmEngine,
  source: ByteSource,
  range: CoveredRange,
  algorithm: string,
): Promise<Uint8Array | null> {
  if (engine.digests.of(algorithm) === undefined) return null;
  return hashedRange(await engine.digests.createHasher(algorithm), source, range);
}

/** Feeds the signed bytes to a hasher, which may have taken others before, and ends it. */
export function hashedRange(hasher: StreamHasher, source: ByteSource, range: CoveredRange): Uint8Array {
  for (const piece of piecesOf(source, 0, range.gapStart)) hasher.update(piece);
  for (const piece of piecesOf(source, range.gapEnd, range.end)) hasher.update(piece);
  return hasher.digest();
}
