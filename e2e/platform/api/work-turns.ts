/** Lets work run alone, or together with other work that does not mind. Whoever comes first goes first. */
export class WorkTurns {
  /** Ends when everything that runs alone, or that such work waits for, has ended. */
  #alone: Promise<unknown> = Promise.resolve();
  #together: Promise<unknown> = Promise.resolve();

  /** Begins when no work runs alone. Its failure does not stop other work. */
  together<T>(work: () => T | Promise<T>): Promise<T> {
    const outcome = this.#alone.then(work);
    this.#together = Promise.allSettled([this.#together, outcome]);
    return outcome;
  }

  /** Begins when no other work runs. */
  alone<T>(work: () => T | Promise<T>): Promise<T> {
    const outcome = Promise.all([this.#alone, this.#together]).then(work);
    this.#alone = outcome.catch(() => undefined);
    return outcome;
  }
}
