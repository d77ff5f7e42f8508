/**
 * Lets one piece of work end before the next begins, so that reading a number, signing and writing do not interleave.
 */
export class InTurn {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** Whether no work is running or waiting. */
  get isIdle(): boolean {
    return this.#waiting === 0;
  }

  /** @returns the value of the work. Its failure does not stop the next work */
  async run<T>(work: () => T | Promise<T>): Promise<T> {
    const outcome = this.#last.then(work);
    this.#last = outcome.catch(() => undefined);
    this.#waiting += 1;
    try {
      return await outcome;
    } finally {
      this.#waiting -= 1;
    }
  }
}
