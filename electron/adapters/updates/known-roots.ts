import { join } from 'node:path';
import type { UpdaterOptions } from 'tuf-js';
import { TrustedMetadataStore } from 'tuf-js/dist/store.js';
import { readRegularFile } from '../files/regular-file.ts';
import { replaceFile } from '../files/replace-file.ts';

type Fetcher = NonNullable<UpdaterOptions['fetcher']>;

/** Where tuf-js begins from; it takes that for trusted if it is signed by itself. */
const FILE = 'root.json';
const FOLDER = 'roots';
const OF_SERVER = /\/([1-9][0-9]*)\.root\.json$/;

/**
 * The roots of a repository from the one that the program was packed with to the newest one. They lie in the home, and a home may be
 * a copy, or another person's work: so each is checked at every start, by the keys of the one before it. A root that only its own keys
 * have signed is nobody's.
 */
export class KnownRoots {
  readonly #folder: string;
  readonly #store: TrustedMetadataStore;
  readonly #seen = new Map<number, Buffer>();

  /**
   * Opens what is known, and lays the newest root where tuf-js begins from. What does not follow is left out, and had from the server again.
   * @param folder of metadata
   * @param pinned metadata of the root that the program was packed with, JSON
   */
  constructor(folder: string, pinned: string) {
    this.#folder = folder;
    this.#store = new TrustedMetadataStore(Buffer.from(pinned));
    let newest: Buffer = Buffer.from(pinned);
    for (let next = this.#read(); next !== null && this.#follows(next); next = this.#read()) newest = next;
    replaceFile(folder, FILE, newest);
  }

  /** Returns a fetcher that also remembers which roots a server has handed out. */
  watching(fetcher: Fetcher): Fetcher {
    return {
      downloadFile: (url, most, handle) => fetcher.downloadFile(url, most, handle),
      downloadBytes: async (url, most) => {
        const bytes = await fetcher.downloadBytes(url, most);
        const version = OF_SERVER.exec(url)?.[1];
        if (version !== undefined) this.#seen.set(Number(version), bytes);
        return bytes;
      },
    };
  }

  /** Keeps those that follow from what is known. @throws the system's errors */
  keep(): void {
    for (let next = this.#seen.get(this.#next); next !== undefined && this.#follows(next);) {
      const version = this.#next - 1;
      replaceFile(join(this.#folder, FOLDER), `${String(version)}.json`, next);
      next = this.#seen.get(this.#next);
    }
  }

  get #next(): number {
    return this.#store.root.signed.version + 1;
  }

  #follows(root: Buffer): boolean {
    try {
      this.#store.updateRoot(root);
      return true;
    } catch {
      return false;
    }
  }

  #read(): Buffer | null {
    try {
      return Buffer.from(readRegularFile(join(this.#folder, FOLDER, `${String(this.#next)}.json`)));
    } catch {
      return null;
    }
  }
}
