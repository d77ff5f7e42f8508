import type { StreamHasher } from '../../core/algorithms/digests.ts';
import { CodedError } from '../../shared/errors.ts';
import type { Draft, OpenFile } from '../ports/files.ts';

/** Bytes of one step. Two of them are all the memory that a file of any size takes. */
const PIECE_LENGTH = 1024 * 1024;

interface Copying {
  readonly input: Pick<OpenFile, 'size' | 'readInto' | 'readLater'>;
  readonly draft: Pick<Draft, 'write' | 'writeLater' | 'settled'>;
  readonly hasher: Pick<StreamHasher, 'update'>;
  /** Lets the process do something else for a moment, and may throw to end the copy. */
  readonly step: (done: number) => Promise<void>;
}

/**
 * Copies a file and hashes it in one pass. While one piece is hashed, the system writes it and reads the next one into
 * other memory.
 * @throws CodedError FILE_CHANGED for a file that ends early, and as reading and writing do
 */
export async function copyAndHash({ input, draft, hasher, step }: Copying): Promise<void> {
  const { size } = input;
  const length = Math.max(1, Math.min(PIECE_LENGTH, size));
  let [target, other] = [new Uint8Array(length), new Uint8Array(size > length ? length : 0)];
  let reading = metLater(readPiece(input, 0, target));
  let writing: Promise<void> = Promise.resolve();
  try {
    for (let done = 0; done < size;) {
      const piece = target.subarray(0, await reading);
      if (piece.length === 0)
        throw new CodedError('FILE_CHANGED', 'the file is not the one that was prepared');
      await writing;
      done += piece.length;
      reading = metLater(readPiece(input, done, other));
      writing = metLater(writePiece(draft, piece));
      hasher.update(piece);
      await step(done);
      [target, other] = [other, target];
    }
    await writing;
    await draft.settled?.();
  } finally {
    // Nobody closes a file that the system still works on.
    await Promise.allSettled([reading, writing]);
    await Promise.allSettled([draft.settled?.()]);
  }
}

/** A failure that nobody waits for yet is met by whoever waits for it next. */
function metLater<T>(work: Promise<T>): Promise<T> {
  void work.catch(() => undefined);
  return work;
}

async function readPiece(input: Copying['input'], offset: number, target: Uint8Array): Promise<number> {
  const wanted = target.subarray(0, Math.max(0, input.size - offset));
  if (wanted.length === 0) return 0;
  return input.readLater === undefined ? input.readInto(offset, wanted) : input.readLater(offset, wanted);
}

async function writePiece(draft: Copying['draft'], piece: Uint8Array): Promise<void> {
  if (draft.writeLater === undefined) draft.write(piece);
  else await draft.writeLater(piece);
}
