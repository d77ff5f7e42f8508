import type { ByteSource } from '../../bytes/byte-source.ts';

/** A stretch of a file that is kept as it is, or new bytes. */
export type Piece = { readonly from: number; readonly to: number } | Uint8Array;

const lengthOf = (piece: Piece): number => ('from' in piece ? piece.to - piece.from : piece.length);

/**
 * Makes a source over stretches of another and new bytes, one after the other: a file that is to be written is read, hashed
 * and compared as if it were there already.
 */
export function assembledSource(source: ByteSource, pieces: readonly Piece[]): ByteSource {
  const starts: number[] = [];
  let size = 0;
  for (const piece of pieces) {
    starts.push(size);
    size += lengthOf(piece);
  }
  const readInto = (offset: number, target: Uint8Array): number => {
    let done = 0;
    for (let at = pieceAt(starts, offset); at < pieces.length && done < target.length; at += 1) {
      const [piece, start] = [pieces[at], starts[at]];
      if (piece === undefined || start === undefined) break;
      const within = offset + done - start;
      const room = target.subarray(done, done + Math.min(target.length - done, lengthOf(piece) - within));
      const count = readPiece(source, piece, within, room);
      done += count;
      // The source has become shorter.
      if (count < room.length) break;
    }
    return done;
  };
  return {
    size,
    readInto,
    read: (offset, length) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      return bytes.subarray(0, readInto(offset, bytes));
    },
  };
}

/** Returns the index of the piece that holds an offset. */
function pieceAt(starts: readonly number[], offset: number): number {
  return Math.max(
    0,
    starts.findLastIndex((start) => start <= offset),
  );
}

function readPiece(source: ByteSource, piece: Piece, within: number, room: Uint8Array): number {
  if ('from' in piece) return source.readInto(piece.from + within, room);
  room.set(piece.subarray(within, within + room.length));
  return room.length;
}
