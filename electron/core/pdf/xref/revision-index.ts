import { entryInRevision, objectsOfRevision, type Revision } from './revisions.ts';
import type { XrefEntry } from './xref-entries.ts';

/** The place of an object's current definition. */
export interface ObjectPlace {
  readonly entry: XrefEntry;
  /** The index of the revision among those of the file. */
  readonly revision: number;
}

/** More than a file may have revisions, so that an object and a revision are one number. */
const REVISIONS = 4096;

/**
 * Finds objects in the revisions of a file, as of any of them, in a time that does not grow with their number. The
 * first revision is asked last and directly: it has nearly all objects.
 */
export class RevisionIndex {
  readonly #revisions: readonly Revision[];
  /** Object numbers and revisions after the first, ascending; made when they are first needed. */
  #keys: Float64Array | undefined;

  constructor(revisions: readonly Revision[]) {
    this.#revisions = revisions;
  }

  /**
   * Finds the definition of an object that is current as of a revision.
   * @param newest index of that revision
   * @returns undefined if no revision up to that one mentions the object
   */
  find(objectNumber: number, newest: number): ObjectPlace | undefined {
    const keys = (this.#keys ??= keysOf(this.#revisions));
    const floor = objectNumber * REVISIONS;
    for (let at = lastNotAbove(keys, floor + newest); at >= 0; at -= 1) {
      const revision = (keys[at] ?? 0) - floor;
      if (revision < 0) break;
      const place = this.#placeIn(revision, objectNumber);
      if (place !== undefined) return place;
    }
    return this.#placeIn(0, objectNumber);
  }

  #placeIn(revision: number, objectNumber: number): ObjectPlace | undefined {
    const candidate = this.#revisions[revision];
    const entry = candidate === undefined ? undefined : entryInRevision(candidate, objectNumber);
    return entry === undefined ? undefined : { entry, revision };
  }
}

function keysOf(revisions: readonly Revision[]): Float64Array {
  const numbers = revisions.slice(1).map(objectsOfRevision);
  const keys = new Float64Array(numbers.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  numbers.forEach((each, index) => {
    for (const objectNumber of each) keys[at++] = objectNumber * REVISIONS + index + 1;
  });
  return keys.sort();
}

/** Returns the index of the last of some ascending keys that is not above a limit; -1 if all are. */
function lastNotAbove(keys: Float64Array, limit: number): number {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
