import { piecesOf, type ByteSource } from '../bytes/byte-source.ts';
import type { SmEngine } from '../sm/engine.ts';
import type { CoveredRange } from './context.ts';

/** SM3 over the file as it was once the signature stood in it. */
export async function sealedFileHash(
  engine: SmEngine,
  source: ByteSource,
  { end }: CoveredRange,
): Promise<Uint8Array> {
  const hasher = await engine.createSm3();
  for (const piece of piecesOf(source, 0, end)) hasher.update(piece);
  return hasher.digest();
}

/** SM3 over the signed bytes, read piece by piece, so that memory stays flat whatever the file's size. */
export async function documentHash(
  engine: SmEngine,
  source: ByteSource,
  range: CoveredRange,
): Promise<Uint8Array> {
  const hasher = await engine.createSm3();
  for (const piece of piecesOf(source, 0, range.gapStart)) hasher.update(piece);
  for (const piece of piecesOf(source, range.gapEnd, range.end)) hasher.update(piece);
  return hasher.digest();
}
