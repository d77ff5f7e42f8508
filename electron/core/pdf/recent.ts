/** Keeps the values used last, up to a limit; the one unused for longest goes first. */
export class RecentValues<Value> {
  readonly #values = new Map<number, Value>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The value of a key, computed if it is not kept. */
  get(key: number, compute: () => Value): Value {
    const value = this.#values.get(key) ?? compute();
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size > this.#limit) this.#forgetOldest();
    return value;
  }

  #forgetOldest(): void {
    const oldest = this.#values.keys().next();
    if (oldest.done !== true) this.#values.delete(oldest.value);
  }
}
