import { type ByteSource, piecesOf } from '../../core/bytes/byte-source.ts';
import type { BegunHash, ResumableHasher, SmEngine } from '../../core/sm/engine.ts';

/** Bytes after which the hash is kept as it is then, so that less than this is hashed again for a place before. */
const KEPT_EVERY = 4 * 1024 * 1024;

interface Reached {
  readonly hasher: ResumableHasher;
  readonly length: number;
}

interface BeginningPorts {
  readonly engine: Pick<SmEngine, 'createSm3'>;
  /** Lets the process do something else, such as ask for the hash, between two pieces of the file. */
  readonly turn: () => Promise<void>;
}

/** A hash that goes on until it is ended. */
interface OngoingHash extends BegunHash {
  /** Ends it. Nobody closes the file before. */
  end(): void;
}

/**
 * Begins the SM3 of a file before anybody has asked for it. Reading that fails ends it: whoever reads next meets the
 * failure. Memory does not grow with the file.
 */
export function beginHash(file: ByteSource, { engine, turn }: BeginningPorts): OngoingHash {
  const kept: Reached[] = [];
  let latest: Reached | undefined;
  let isEnded = false;
  const run = async (): Promise<void> => {
    const hasher = await engine.createSm3();
    let length = 0;
    for (const piece of piecesOf(file, 0, file.size)) {
      hasher.update(piece);
      length += piece.length;
      latest = { hasher, length };
      if (length - (kept.at(-1)?.length ?? 0) >= KEPT_EVERY) kept.push({ hasher: hasher.copy(), length });
      await turn();
      if (isEnded) return;
    }
  };
  void run().catch(() => undefined);
  return {
    end: () => (isEnded = true),
    upTo: (place) => {
      const reached = [...kept, ...(latest === undefined ? [] : [latest])];
      const found = reached.findLast(({ length }) => length <= place);
      return found === undefined ? null : { hasher: found.hasher.copy(), length: found.length };
    },
  };
}
