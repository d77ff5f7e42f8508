/**
 * The passwords of encrypted documents that are open, for the viewer, which decrypts what it draws. They are bytes and
 * in no state of the window; a string is made of one for the length of a call.
 */
export class DocumentPasswords {
  readonly #known = new Map<string, Uint8Array>();

  /** Keeps the password of a document. @param password UTF-8, which is this object's from then on */
  keep(id: string, password: Uint8Array): void {
    this.#known.get(id)?.fill(0);
    this.#known.set(id, password);
  }

  /** Gives a document the password of the one that it was made from. @param from null leaves it without */
  follow(id: string, from: string | null): void {
    const password = from === null ? undefined : this.#known.get(from);
    if (password !== undefined && id !== from) this.keep(id, password.slice());
  }

  /** Returns the password of a document; undefined if it needs none. */
  of(id: string): string | undefined {
    const password = this.#known.get(id);
    return password === undefined ? undefined : new TextDecoder().decode(password);
  }

  /** Zeroes and forgets those of the documents that are not open any more. */
  keepOnly(ids: readonly string[]): void {
    for (const [id, password] of this.#known) {
      if (ids.includes(id)) continue;
      password.fill(0);
      this.#known.delete(id);
    }
  }
}
