import type { StoredCertificate, StoredData } from '../../shared/model/token.ts';
import type { TokenState } from './token-state.ts';

/** What lies openly on a token: bytes, never handles, which die with the session. */
export interface OpenObjects {
  readonly certificates: StoredCertificate[];
  readonly data: StoredData[];
}

/**
 * How long what was read stands for what is there. The app looks several times a second, and reading a hardware
 * token takes about as long; what another program writes to the token shows after this time.
 */
export const SEEN_FOR_MS = 3_000;

interface Seen {
  readonly token: string;
  readonly objects: OpenObjects;
  readonly readAt: number;
}

/** What a host has last read from the tokens of its module, by slot. */
export class SeenObjects {
  readonly #seen = new Map<number, Seen>();
  readonly #now: () => number;

  /** @param now milliseconds of a clock that never goes back */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Returns what is on the token: as it was read a short while ago if the token says the same of itself, else read anew. */
  of(state: TokenState, read: () => OpenObjects): OpenObjects {
    const token = sayingsOf(state);
    const seen = this.#seen.get(state.slotNumber);
    if (seen?.token === token && this.#now() - seen.readAt < SEEN_FOR_MS) return seen.objects;
    const objects = read();
    this.#seen.set(state.slotNumber, { token, objects, readAt: this.#now() });
    return objects;
  }

  /** Forgets the tokens of every slot but these: one that is plugged in again is read again. */
  keepOnly(slots: readonly number[]): void {
    for (const slot of this.#seen.keys()) if (!slots.includes(slot)) this.#seen.delete(slot);
  }

  /** Forgets everything. Call it when the host itself may have changed something. */
  forget(): void {
    this.#seen.clear();
  }
}

/** Everything that a token says of itself. Its handle is left out: it may be another one for the same token. */
function sayingsOf(state: TokenState): string {
  return JSON.stringify({ ...state, slot: null });
}
