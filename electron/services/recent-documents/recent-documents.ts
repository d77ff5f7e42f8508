import type { RecentDocument } from '../../shared/model/recent-document.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { Clock } from '../ports/clock.ts';

/** A path as it is kept. */
export interface KeptPath {
  readonly path: string;
  /** ISO 8601 */
  readonly openedAt: string;
}

/** Where the list is kept, and what the system says about a path. */
export interface RecentPaths {
  /** The one opened last is the first. A list that is damaged or missing is empty. */
  read(): readonly KeptPath[];
  /** Does its best: the list is a convenience, and a document opens all the same. */
  write(paths: readonly KeptPath[]): void;
  /** True also where the system does not say so at once, as of a network place that is slow. */
  isThere(path: string): Promise<boolean>;
  /** Splits a path as the system does. */
  split(path: string): { readonly name: string; readonly folder: string };
  /** Returns a short name that stands for a path and does not tell it. */
  idOf(path: string): string;
}

interface RecentParts {
  readonly paths: RecentPaths;
  readonly clock: Clock;
}

/** What one screen shows without scrolling. */
const MOST = 12;

/** The documents that were opened last. A person can take each of them, or all, off the list. */
export class RecentDocuments {
  readonly #paths: RecentPaths;
  readonly #clock: Clock;

  constructor({ paths, clock }: RecentParts) {
    this.#paths = paths;
    this.#clock = clock;
  }

  /** Puts a document that was opened at the head of the list. */
  note(path: string): void {
    const id = this.#paths.idOf(path);
    const others = this.#paths.read().filter((each) => this.#paths.idOf(each.path) !== id);
    const openedAt = this.#clock.now().toISOString();
    this.#paths.write([{ path, openedAt }, ...others].slice(0, MOST));
  }

  list(): Promise<readonly RecentDocument[]> {
    return Promise.all(
      this.#paths.read().map(async ({ path, openedAt }) => ({
        id: this.#paths.idOf(path),
        ...this.#paths.split(path),
        openedAt,
        isThere: await this.#paths.isThere(path),
      })),
    );
  }

  /** Returns the path of a document on the list. Fails with FILE_NOT_FOUND. */
  pathOf(id: string): Result<string> {
    const kept = this.#paths.read().find(({ path }) => this.#paths.idOf(path) === id);
    return kept === undefined ? failure({ code: 'FILE_NOT_FOUND' }) : success(kept.path);
  }

  /** Takes a document off the list; every one for null. The files stay as they are. */
  forget(id: string | null): void {
    const kept = id === null ? [] : this.#paths.read().filter(({ path }) => this.#paths.idOf(path) !== id);
    this.#paths.write(kept);
  }
}
