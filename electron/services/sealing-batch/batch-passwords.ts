/** The passwords of the encrypted documents of a batch. They are in memory alone. */
export class BatchPasswords {
  readonly #byPath = new Map<string, Uint8Array>();
  readonly #given: Uint8Array | undefined;

  /** @param given serves every document without one of its own; the caller zeroes it */
  constructor(given?: Uint8Array) {
    this.#given = given;
  }

  for(path: string): Uint8Array | undefined {
    return this.#byPath.get(path) ?? this.#given;
  }

  /** Keeps a copy of the password of a document. */
  give(path: string, password: Uint8Array): void {
    this.forget(path);
    this.#byPath.set(path, password.slice());
  }

  forget(path: string): void {
    this.#byPath.get(path)?.fill(0);
    this.#byPath.delete(path);
  }

  forgetAll(): void {
    for (const path of [...this.#byPath.keys()]) this.forget(path);
  }
}
