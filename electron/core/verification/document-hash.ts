import { piecesOf, type ByteSource } from '../bytes/byte-source.ts';
import type { SmEngine, Sm3Hasher } from '../sm/engine.ts';
import type { CoveredRange } from './context.ts';

/** SM3 over the signed bytes, read piece by piece, so that memory stays flat whatever the file's size. */
export async function documentHash(
  engine: SmEngine,
  source: ByteSource,
  range: CoveredRange,
): Promise<Uint8Array> {
  const hasher = await engine.createSm3();
  hashRange(hasher, source, 0, range.gapStart);
  hashRange(hasher, source, range.gapEnd, range.end);
  return hasher.digest();
}

function hashRange(hasher: Sm3Hasher, source: ByteSource, start: number, end: number): void {
  for (const piece of piecesOf(source, start, end)) hasher.update(piece);
}
