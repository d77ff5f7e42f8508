import type { SmEngine } from '../../core/sm/engine.ts';
import {
  chosenSeal,
  describeToken,
  type ListedToken,
  type SealConfirmations,
} from '../../services/tokens/list-tokens.ts';
import { withStandings, type SealStandings } from '../../services/sealing-gate/seal-standing.ts';
import type { Clock } from '../../services/ports/clock.ts';
import type { TokenListing, TokenPort } from '../../services/ports/tokens.ts';
import type { ChosenSeal } from '../../services/tokens/token-seals.ts';
import type { TokenView } from '../../shared/model/token-view.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import { fingerprintOf } from './listing-fingerprint.ts';

/** How long after a look the next one begins, so that a key shows within a second; modules do not tell reliably. */
const POLL_MS = 400;

/** Certificates and seals expire while nothing about a key changes: what is usable is judged anew each hour. */
const HOUR_MS = 3_600_000;

export interface TokenDeskParts {
  readonly tokens: TokenPort;
  readonly engine: SmEngine;
  readonly clock: Clock;
  readonly confirmations: Pick<SealConfirmations, 'awaiting' | 'confirm'>;
  /** What the rules say of the seals; nothing where absent. */
  readonly standings?: (tokens: readonly ListedToken[]) => Promise<SealStandings>;
  changed(view: TokenView): void;
}

/** Keeps the latest look at the keys, and tells when something about them has changed. */
export class TokenDesk {
  readonly #parts: TokenDeskParts;
  #listed: readonly ListedToken[] = [];
  #view: TokenView | undefined;
  #fingerprint = '';
  #held = false;

  constructor(parts: TokenDeskParts) {
    this.#parts = parts;
  }

  async view(): Promise<TokenView> {
    return this.#view ?? this.refresh();
  }

  /** The tokens as last seen, with the bytes of what lies on them. */
  get listed(): readonly ListedToken[] {
    return this.#listed;
  }

  /**
   * The seal of this esID on this token as last seen: a key that is gone since fails when it is to sign. Fails
   * with TOKEN_REMOVED or SEAL_NOT_FOUND, or with the reason why the seal cannot be used.
   */
  choose(esId: string, tokenSerial: string): Result<ChosenSeal> {
    const holders = this.#listed.filter(({ info }) => info.serial === tokenSerial);
    if (holders.length === 0) return failure({ code: 'TOKEN_REMOVED' });
    const seal = holders.flatMap(({ seals }) => seals).find(({ info }) => info.esId === esId);
    if (seal === undefined) return failure({ code: 'SEAL_NOT_FOUND' });
    const chosen = chosenSeal(holders, seal.info);
    return chosen === null ? failure({ code: seal.info.reason ?? 'SEAL_NOT_FOUND' }) : success(chosen);
  }

  /** Looks at the keys now. */
  async refresh(): Promise<TokenView> {
    const listing = await this.#parts.tokens.list();
    const unconfirmed = this.#parts.confirmations.awaiting();
    const hour = Math.floor(this.#parts.clock.now().getTime() / HOUR_MS);
    const fingerprint = JSON.stringify([fingerprintOf(listing), [...unconfirmed].sort(), hour]);
    if (this.#view !== undefined && fingerprint === this.#fingerprint) return this.#view;
    const view = await this.#describe(listing, unconfirmed);
    this.#fingerprint = fingerprint;
    this.#view = view;
    this.#parts.changed(view);
    return view;
  }

  /** Judges the seals anew: a synchronisation, a loss report or a decision may have changed what they may do. */
  judgeAnew(): Promise<TokenView> {
    this.#fingerprint = '';
    return this.refresh();
  }

  /** Takes in the holder's word that the picture of a new seal is right. */
  confirmSeal(esId: string): Promise<TokenView> {
    this.#parts.confirmations.confirm(esId);
    return this.refresh();
  }

  /** Looks again shortly after each look has ended, for as long as the app runs. */
  watch(): void {
    const look = async (): Promise<void> => {
      if (!this.#held) await this.refresh();
    };
    const next = (): void => void setTimeout(() => void look().then(next, next), POLL_MS);
    next();
  }

  /** Leaves the keys alone while `work` uses one: no look comes between a PIN and its signature. */
  async leaveAlone<T>(work: () => Promise<T>): Promise<T> {
    this.#held = true;
    try {
      return await work();
    } finally {
      this.#held = false;
    }
  }

  async #describe({ tokens, failures }: TokenListing, unconfirmed: ReadonlySet<string>): Promise<TokenView> {
    const { engine, clock, standings } = this.#parts;
    const listed = tokens.map((snapshot) => describeToken(snapshot, engine, clock.now(), unconfirmed));
    this.#listed = listed;
    const known = (await standings?.(listed)) ?? new Map();
    return { tokens: listed.map(({ info }) => withStandings(info, known)), failures };
  }
}
