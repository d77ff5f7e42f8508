/** Lets one piece of work end before the next begins: what reads a number, signs, and writes must not meet itself. */
export class InTurn {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** Whether nothing is at work or waits. */
  get isIdle(): boolean {
    return this.#waiting === 0;
  }

  /** @returns what the work gives, or its failure, which does not hold up the next */
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
