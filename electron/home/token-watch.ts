import { createHash } from 'node:crypto';
import type { SmEngine } from '../core/sm/engine.ts';
import type { ChosenSeal } from '../services/tokens/token-seals.ts';
import {
  type SealConfirmations,
  chosenSeal,
  describeToken,
  type ListedToken,
} from '../services/tokens/list-tokens.ts';
import type { TokenListing, TokenPort } from '../services/ports/tokens.ts';
import type { Clock } from '../services/ports/clock.ts';
import { type SealStandings, withStandings } from '../services/sealing-gate/seal-standing.ts';
import type { TokenView } from '../shared/model/token.ts';
import { failure, type Result, success } from '../shared/result.ts';

/** Pause between two looks, so that a key shows within a second. Modules do not report changes reliably. */
const POLL_MS = 400;

/** Certificates and seals expire without any change of a key, so seals are judged again each hour. */
const HOUR_MS = 3_600_000;

export interface TokenWatchParts {
  readonly tokens: TokenPort;
  readonly engine: SmEngine;
  readonly clock: Clock;
  readonly confirmations: Pick<SealConfirmations, 'awaiting'>;
  /** Judges the seals by the rules. Without it the seals have no standing. */
  readonly standings?: (tokens: readonly ListedToken[]) => Promise<SealStandings>;
  changed(view: TokenView): void;
}

/** Keeps the latest look at the keys, and tells when something about them has changed. */
export class TokenWatch {
  readonly #parts: TokenWatchParts;
  #listed: readonly ListedToken[] = [];
  #view: TokenView | undefined;
  #fingerprint = '';
  #held = false;

  constructor(parts: TokenWatchParts) {
    this.#parts = parts;
  }

  async view(): Promise<TokenView> {
    return this.#view ?? this.refresh();
  }

  /** The tokens as last seen, with the bytes of their objects. */
  get listed(): readonly ListedToken[] {
    return this.#listed;
  }

  /**
   * Returns the seal of this esID on this token as last seen. If the key was removed since then, signing fails. Fails
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

  /** Returns the seals of an act, each with its choice, in their order. Fails as the choice of one does. */
  chooseEach<Wanted extends { readonly esId: string; readonly tokenSerial: string }>(
    wanted: readonly Wanted[],
  ): Result<readonly (Wanted & { readonly chosen: ChosenSeal })[]> {
    const all: (Wanted & { readonly chosen: ChosenSeal })[] = [];
    for (const each of wanted) {
      const chosen = this.choose(each.esId, each.tokenSerial);
      if (!chosen.ok) return chosen;
      all.push({ ...each, chosen: chosen.value });
    }
    return success(all);
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

  /** Judges the seals again after a synchronisation, a loss report or a decision. */
  judgeAnew(): Promise<TokenView> {
    this.#fingerprint = '';
    return this.refresh();
  }

  /** Looks again shortly after each look has ended, as long as the app runs. */
  start(): void {
    const look = async (): Promise<void> => {
      if (!this.#held) await this.refresh();
    };
    const next = (): void => void setTimeout(() => void look().then(next, next), POLL_MS);
    next();
  }

  /** Pauses the looks while `work` uses a key, so that no look comes between a PIN and its signature. */
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

/**
 * Returns equal text for equal listings. Keys are listed every second, but their description checks the makers'
 * signatures, so it is repeated only when the fingerprint has changed.
 */
export function fingerprintOf({ tokens, failures }: TokenListing): string {
  const hash = createHash('sha256').update(JSON.stringify(failures));
  for (const { certificates, data, ...facts } of tokens) {
    hash.update(JSON.stringify(facts));
    for (const { id, label, der } of certificates) hash.update(label).update(id).update(der);
    for (const { label, application, value } of data) hash.update(label).update(application).update(value);
  }
  return hash.digest('hex');
}
