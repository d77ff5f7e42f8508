import type { KeptRegister } from '../../core/register/audit-register.ts';
import {
  findingByHeads,
  type IdentifiedHead,
  type RegisterIds,
  sortHeads,
} from '../../core/register/find-cut.ts';
import type { JournalHead, JournalReading } from '../../core/register/head-lines.ts';
import type { HistoryState } from '../../core/register/verified-history.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { CodedError, type AppError } from '../../shared/errors.ts';
import type {
  HeadSource,
  RegisterCheckpoint,
  RegisterCut,
  RegisterFinding,
} from '../../shared/model/register.ts';
import { type Result, resultOf, unwrap } from '../../shared/result.ts';
import type { TokenSnapshot } from '../../shared/model/token.ts';
import type { RandomBytes } from '../ports/clock.ts';
import type { RecordStore } from '../records/records.ts';
import {
  databaseHead,
  headsOn,
  knownOn,
  JOURNAL,
  journalHead,
  largestOf,
  platformHead,
  signedHeadsOn,
} from './found-heads.ts';
import { knownRegisterId, registerIdOf } from './register-identity.ts';
import {
  type KeptCountersignature,
  keptCountersignatures,
  type KnownEntries,
  type RegisterStore,
  type StoredHistory,
} from './register-store.ts';

/** The journal of heads beside the database. Its calls reject with the codes of the store. */
export interface HeadJournal {
  /** Returns the newest heads, as many as are read in a moment. */
  recent(): Promise<readonly JournalHead[]>;
  all(): Promise<JournalReading>;
  /** Adds a head at the end, durably. */
  add(head: JournalHead): Promise<void>;
}

export interface HistoryPorts {
  readonly register: Pick<RegisterStore, 'history' | 'lastCheckpoint' | 'checkpoints'>;
  readonly records: RecordStore;
  readonly journal: HeadJournal;
  readonly random: RandomBytes;
  /** Names the place of the register in the heads on tokens. */
  readonly origin: string;
}

type OutsideParts = Pick<
  KeptRegister,
  'registerId' | 'renewals' | 'outside' | 'countersignatures' | 'tokens'
>;

/** What a check of the register's history has found. */
export interface CheckedHistory {
  readonly state: StoredHistory;
  /** Null when every entry fits its hash, and every head the entries. */
  readonly finding: RegisterFinding | null;
}

const SESSION: HeadSource = { kind: 'session', name: null };

/**
 * Watches over the history of the register: every check hashes the entries that were not hashed before, and compares
 * the newest head of every place that keeps one. Since each head was compared before the next one was kept, the newest
 * of a place speak for all before them. Calls reject with the codes of the store.
 */
export class RegisterHistory {
  readonly origin: string;
  readonly #ports: HistoryPorts;
  /** By serial number: the tokens as they were last listed. */
  readonly #tokens = new Map<string, TokenSnapshot>();
  /** The last head of this process that fitted. */
  #session: IdentifiedHead | null = null;
  /** The countersignatures of the store, read once: what this process adds is in the journal too. */
  #countersigned: readonly KeptCountersignature[] | null = null;
  #finding: RegisterFinding | null = null;

  constructor(ports: HistoryPorts) {
    this.#ports = ports;
    this.origin = ports.origin;
  }

  /** What the last check has found; null before the first. */
  get lastFinding(): RegisterFinding | null {
    return this.#finding;
  }

  /** The tokens as they were last listed in this process. */
  get tokens(): readonly TokenSnapshot[] {
    return [...this.#tokens.values()];
  }

  /** Remembers the heads that tokens show, which need no PIN. */
  noteTokens(tokens: readonly TokenSnapshot[]): void {
    for (const token of tokens) this.#tokens.set(token.serial, token);
  }

  /**
   * Hashes what is new and compares the heads.
   * @param sizes at which the caller wants the roots
   */
  async check(sizes: readonly number[] = []): Promise<CheckedHistory> {
    const registerId = await knownRegisterId(this.#ports.records);
    const quick = await this.#look(sizes, registerId, knownOn(this.tokens, registerId));
    const isCertain = quick.found === null || quick.state.recognised === 0;
    const { state, ids, found } = isCertain ? quick : await this.#look(sizes, registerId, 'whole');
    if (found === null) this.#session = sessionHead(registerId, state);
    this.#finding = found === null ? null : await this.#narrowed(found, state, ids);
    return { state, finding: this.#finding };
  }

  /** @param known as the store takes it; what is said of a register rests on every entry */
  async #look(sizes: readonly number[], registerId: string | null, known: KnownEntries | 'whole' | null) {
    const { register } = this.#ports;
    const { renewals } = await register.history([], known);
    const ids = { registerId, renewals };
    const heads = await this.#newestHeads(ids);
    const state = await register.history([...sizes, ...heads.map(({ size }) => size)], null);
    const rootAt = rootsOf(heads, state.roots.slice(sizes.length));
    return { state, ids, found: findingOf(state, rootAt, heads, ids) };
  }

  /** Returns the root at a size. @throws CodedError REGISTER_ENTRY_ALTERED or REGISTER_CUT */
  async rootAt(size: number): Promise<string> {
    const { state, finding } = await this.check([size]);
    if (finding !== null) throw cutError(finding);
    const root =
      size === state.size ? state.root : (await this.#ports.register.history([size], null)).roots[0];
    if (root === undefined || root === null) throw new CodedError('STORE_DAMAGED', `no ${size} entries`);
    return root;
  }

  /** The id of the register, which is made at its first use. */
  registerId(): Promise<string> {
    return registerIdOf(this.#ports.records, this.#ports.random);
  }

  /** Returns the ids of registers that lay here and that nothing on record explains. */
  async unexplainedIds(): Promise<readonly string[]> {
    const registerId = await knownRegisterId(this.#ports.records);
    const { renewals } = await this.#ports.register.history([], null);
    const ids = { registerId, renewals };
    const found = sortHeads(await this.#newestHeads(ids), ids).unexplained;
    return [...new Set(found.flatMap((head) => head.registerId ?? []))];
  }

  /** Keeps the head of a checkpoint in the journal. */
  async keepCheckpoint(checkpoint: RegisterCheckpoint): Promise<void> {
    await this.#ports.journal.add({
      ...{ kind: 'checkpoint', registerId: await this.registerId() },
      ...checkpoint,
    });
  }

  /** Keeps what a platform has said of the register in the journal, also if the register does not fit it. */
  async keepCountersignature(
    { platform, size, root, statement }: KeptCountersignature,
    said: { readonly registerId: string; readonly time: string },
  ): Promise<void> {
    const kept = (await this.#ports.journal.recent()).some(
      (head) => head.kind === 'countersignature' && head.platform === platform && head.root === root,
    );
    if (kept) return;
    await this.#ports.journal.add({ kind: 'countersignature', platform, size, root, statement, ...said });
  }

  /** Returns all that the register's check needs from outside the database. */
  async outside(engine: Pick<SmEngine, 'sm3'>): Promise<OutsideParts> {
    const { records, register, journal } = this.#ports;
    const registerId = await knownRegisterId(records);
    const { renewals } = await register.history([], null);
    const ids = { registerId, renewals };
    const { heads } = await journal.all();
    return {
      ...ids,
      outside: [
        ...heads.flatMap((head) => (head.kind === 'checkpoint' ? [{ ...head, source: JOURNAL }] : [])),
        ...this.tokens.flatMap((token) => signedHeadsOn(token, this.origin, ids, engine)),
      ],
      countersignatures: heads.flatMap((head) => (head.kind === 'countersignature' ? [head.statement] : [])),
      tokens: this.tokens.filter(({ certificates }) => certificates.length > 0).map(({ serial }) => serial),
    };
  }

  /** Forgets what this process has seen, because the register was replaced or renewed with a person's word. */
  forget(): void {
    this.#session = null;
    this.#countersigned = null;
    this.#finding = null;
  }

  async #newestHeads(ids: RegisterIds): Promise<IdentifiedHead[]> {
    const { journal, register, records } = this.#ports;
    this.#countersigned ??= await readableCountersignatures(records);
    const checkpoint = await register.lastCheckpoint();
    return [
      ...(await journal.recent()).map(journalHead),
      ...this.tokens.flatMap((token) => headsOn(token, this.origin, ids)),
      ...(checkpoint === null ? [] : [databaseHead(checkpoint)]),
      ...largestOf(this.#countersigned).map(platformHead),
      ...(this.#session === null ? [] : [this.#session]),
    ];
  }

  /** Reads every head that there is, to name the first changed entry as exactly as can be. */
  async #narrowed(finding: RegisterFinding, state: HistoryState, ids: RegisterIds): Promise<RegisterFinding> {
    if (finding.source === null) return finding;
    const { journal, register } = this.#ports;
    const all = [
      ...(await this.#newestHeads(ids)),
      ...(await journal.all()).heads.map(journalHead),
      ...(await register.checkpoints()).map(databaseHead),
    ];
    const { roots } = await register.history(
      all.map(({ size }) => size),
      null,
    );
    return findingByHeads(state.size, rootsOf(all, roots), all, ids) ?? finding;
  }
}

/** A record that somebody has spoilt must not switch the comparison off; the register's check names it. */
async function readableCountersignatures(records: RecordStore): Promise<readonly KeptCountersignature[]> {
  const kept = await resultOf(() => keptCountersignatures(records));
  return !kept.ok && kept.error.code === 'STORE_DAMAGED' ? [] : unwrap(kept);
}

type RootAt = (size: number) => string | null;

/** @param roots at the sizes of the heads, in their order */
function rootsOf(heads: readonly IdentifiedHead[], roots: readonly (string | null)[]): RootAt {
  const known = new Map(heads.map(({ size }, place) => [size, roots[place] ?? null]));
  return (size) => known.get(size) ?? null;
}

function findingOf(
  state: HistoryState,
  rootAt: RootAt,
  heads: readonly IdentifiedHead[],
  ids: RegisterIds,
): RegisterFinding | null {
  if (state.broken !== null) {
    const { kind, index } = state.broken;
    return { kind, index, last: index, held: 0, source: null };
  }
  return findingByHeads(state.size, rootAt, heads, ids);
}

function sessionHead(registerId: string | null, { size, root }: HistoryState): IdentifiedHead | null {
  return registerId === null ? null : { registerId, size, root, time: '', source: SESSION };
}

/** Checks the register, and returns what bars sealing; null when nothing does. Fails with the codes of the store. */
export function cutOf(history: RegisterHistory): Promise<Result<RegisterCut | null>> {
  return resultOf(async () => {
    const { finding } = await history.check();
    return finding === null ? null : { finding, error: cutFailure(finding) };
  });
}

/** Makes the error for a register that is not as it was written. */
export function cutError(finding: RegisterFinding): CodedError {
  const { code, details } = cutFailure(finding);
  return new CodedError(code, finding.kind, details);
}

/** Numbers of entries count from 1, as the register shows them. */
export function cutFailure({ kind, index, last, held, source }: RegisterFinding): AppError {
  const details = { kind, from: index + 1, to: last + 1, held };
  if (source === null) return { code: 'REGISTER_ENTRY_ALTERED', details };
  return { code: 'REGISTER_CUT', details: { ...details, source: source.kind, name: source.name } };
}
