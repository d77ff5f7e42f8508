import { createSM3 } from 'hash-wasm';
import type { ResumableHasher, SmEngine } from './engine.ts';

type Sm3 = Pick<SmEngine, 'sm3' | 'createSm3'>;

/**
 * Loads SM3 in WebAssembly (hash-wasm). Each hasher has an instance of its own, so the one behind the
 * synchronous `sm3` never touches the state of hashers in use.
 */
export async function loadSm3(): Promise<Sm3> {
  const synchronous = await createSM3();
  return {
    sm3: (...pieces) => {
      synchronous.init();
      for (const piece of pieces) synchronous.update(piece);
      return synchronous.digest('binary');
    },
    createSm3: async (): Promise<ResumableHasher> => {
      const hasher = (await createSM3()).init();
      return {
        update: (bytes) => {
          hasher.update(bytes);
        },
        digest: () => hasher.digest('binary'),
        snapshot: () => {
          const state = hasher.save();
          return (tail) => synchronous.load(state).update(tail).digest('binary');
        },
      };
    },
  };
}
