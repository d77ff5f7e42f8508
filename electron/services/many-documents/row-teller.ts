/** Rows that one message holds: the window takes that many without a pause that a person notices. */
export const ROWS_A_MESSAGE = 100;
const MESSAGE_INTERVAL_MS = 100;

/** Tells of changed rows of a long table piece by piece, with pauses in which further changes gather. */
export class RowTeller<Item> {
  readonly #tell: (changed: readonly Item[]) => void;
  readonly #pause: (milliseconds: number) => Promise<void>;
  readonly #changed = new Set<Item>();
  #isTelling = false;

  /** @param tell is given each changed item once for all its changes since it was last told of */
  constructor(tell: (changed: readonly Item[]) => void, pause: (milliseconds: number) => Promise<void>) {
    this.#tell = tell;
    this.#pause = pause;
  }

  note(item: Item): void {
    this.#changed.add(item);
    void this.#tellAll();
  }

  /** Forgets what was not told yet. */
  clear(): void {
    this.#changed.clear();
  }

  async #tellAll(): Promise<void> {
    if (this.#isTelling) return;
    this.#isTelling = true;
    // What one step changes is told together.
    await this.#pause(0);
    while (this.#changed.size > 0) {
      const changed = [...this.#changed].slice(0, ROWS_A_MESSAGE);
      for (const each of changed) this.#changed.delete(each);
      this.#tell(changed);
      await this.#pause(MESSAGE_INTERVAL_MS);
    }
    this.#isTelling = false;
  }
}

/** An estimate from less than this jumps about. */
const ESTIMATE_FROM = { files: 3, milliseconds: 1_500 };

/**
 * Estimates the seconds that a run over many documents still takes; null while too little is done to tell.
 * @param done documents of this run
 * @param left documents that wait
 */
export function secondsLeft(elapsedMs: number, done: number, left: number): number | null {
  if (done < ESTIMATE_FROM.files || elapsedMs < ESTIMATE_FROM.milliseconds) return null;
  return Math.round(((elapsedMs / done) * left) / 1000);
}
