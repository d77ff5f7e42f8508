import { seededRandom } from '../../fixtures/random.ts';

/** Chance that repeats: the same seed makes the same document on every machine. */
export interface Dice {
  /** Returns a whole number from 0 to one below the limit. */
  below(limit: number): number;
  chance(probability: number): boolean;
  one<T>(values: readonly T[]): T;
}

const FINE = 1_000_000;

export function diceOf(seed: number): Dice {
  const below = seededRandom(seed);
  return {
    below,
    chance: (probability) => below(FINE) < probability * FINE,
    one: <T>(values: readonly T[]): T => {
      const at = below(values.length);
      if (at >= values.length) throw new Error('nothing to choose from');
      // The index is below the length.
      return values[at] as T;
    },
  };
}
