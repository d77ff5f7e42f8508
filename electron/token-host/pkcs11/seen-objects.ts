import type { StoredCertificate, StoredData } from '../../shared/model/token.ts';
import type { TokenState } from './token-state.ts';

/** The public objects of a token, as bytes: handles would end with the session. */
export interface OpenObjects {
  readonly certificates: StoredCertificate[];
  readonly data: StoredData[];
}

/**
 * Time for which a reading remains valid. The app looks several times a second, and reading a hardware token takes
 * about as long. Changes by another program show after this time.
 */
export const SEEN_FOR_MS = 3_000;

interface Seen {
  readonly token: string;
  readonly objects: OpenObjects;
  readonly readAt: number;
}

/** The last readings of a module's tokens, by slot. */
export class SeenObjects {
  readonly #seen = new Map<number, Seen>();
  readonly #now: () => number;

  /** @param now returns milliseconds of a clock that never goes back */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Returns the objects of a token: from a recent reading if the token's state is unchanged, else from a new one. */
  of(state: TokenState, read: () => OpenObjects): OpenObjects {
    const token = describe(state);
    const seen = this.#seen.get(state.slotNumber);
    if (seen?.token === token && this.#now() - seen.readAt < SEEN_FOR_MS) return seen.objects;
    const objects = read();
    this.#seen.set(state.slotNumber, { token, objects, readAt: this.#now() });
    return objects;
  }

  /** Forgets the tokens of all slots except these, so that a token is read again after its return. */
  keepOnly(slots: readonly number[]): void {
    for (const slot of this.#seen.keys()) if (!slots.includes(slot)) this.#seen.delete(slot);
  }

  /** Forgets everything. The host calls it when it may have changed something itself. */
  forget(): void {
    this.#seen.clear();
  }
}

function describe({ slot: _handle, ...said }: TokenState): string {
  return JSON.stringify(said);
}
