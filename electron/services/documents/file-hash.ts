import { piecesOf } from '../../core/bytes/byte-source.ts';
import { toHex } from '../../core/bytes/encodings.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { FilePort } from '../ports/files.ts';

/** SM3 of a file, hexadecimal. @throws CodedError FILE_NOT_FOUND, FILE_UNREADABLE */
export async function fileHash(path: string, files: FilePort, engine: SmEngine): Promise<string> {
  const hasher = await engine.createSm3();
  const file = files.open(path);
  try {
    for (const piece of piecesOf(file, 0, file.size)) hasher.update(piece);
    return toHex(hasher.digest());
  } finally {
    file.close();
  }
}
