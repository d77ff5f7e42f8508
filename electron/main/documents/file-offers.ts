import { randomUUID } from 'node:crypto';

/** Files that the window may still ask to convert; older ones are opened anew. */
const MOST_OFFERS = 50;

/** Files that could not be opened and may be converted, by the ids that the window knows them by. */
export class FileOffers {
  readonly #paths = new Map<string, string>();

  /** @returns the id of the offer */
  add(path: string): string {
    const id = randomUUID();
    this.#paths.set(id, path);
    const [oldest] = this.#paths.keys();
    if (this.#paths.size > MOST_OFFERS && oldest !== undefined) this.#paths.delete(oldest);
    return id;
  }

  pathOf(id: string): string | undefined {
    return this.#paths.get(id);
  }
}
