import { encodeEntry } from '../../core/register/entry-bytes.ts';
import { leafHash } from '../../core/register/merkle-tree.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { CodedError } from '../../shared/errors.ts';
import type { RegisterAct, RegisteredEntry, RegisterEntry } from '../../shared/model/register.ts';
import { type Result, resultOf } from '../../shared/result.ts';
import type { Clock } from '../ports/clock.ts';
import type { RegisterHistory } from './register-history.ts';
import type { RegisterStore } from './register-store.ts';
import { type CheckpointKey, signHead } from './sign-checkpoint.ts';

export interface RecordingPorts {
  readonly store: RegisterStore;
  readonly engine: SmEngine;
  readonly clock: Clock;
  /** Watches over the register, and keeps its heads outside the database. */
  readonly history: RegisterHistory;
}

/** The window and a command may write at once, and each gives way to the other this many times. */
const ATTEMPTS = 8;

/**
 * Appends an entry. Adds a checkpoint of the register's new size when a key is given or a document was sealed or
 * signed. Fails with STORE_DAMAGED, STORE_UNWRITABLE, STORE_BUSY or STORE_UNAVAILABLE; the entry may then be there
 * without its checkpoint.
 * @param key signs the checkpoint; null leaves it unsigned
 */
export function recordEntry(
  entry: RegisterEntry,
  ports: RecordingPorts,
  key: CheckpointKey | null = null,
): Promise<Result<RegisteredEntry>> {
  return resultOf(async () => {
    const index = await append(encodeEntry(entry), ports);
    const isUse = (entry.act === 'seal' || entry.act === 'sign') && entry.result === 'done';
    if (key !== null || isUse) await addCheckpoint(index + 1, key, ports);
    return { index, entry };
  });
}

async function append(bytes: Uint8Array, { store, engine }: RecordingPorts): Promise<number> {
  const hash = leafHash(engine, bytes);
  for (let attempt = 1; ; attempt += 1) {
    const index = await store.size();
    try {
      await store.append({ index, bytes, leafHash: hash });
      return index;
    } catch (error) {
      if (attempt === ATTEMPTS || !hasMovedOn(error)) throw error;
    }
  }
}

function hasMovedOn(error: unknown): boolean {
  return error instanceof CodedError && error.code === 'STORE_BUSY' && error.details?.['size'] !== undefined;
}

/** A register that does not fit an earlier head gets no new one, so that no signature covers a changed history. */
async function addCheckpoint(
  size: number,
  key: CheckpointKey | null,
  { store, engine, clock, history }: RecordingPorts,
): Promise<void> {
  const { state, finding } = await history.check([size]);
  const root = state.roots[0] ?? null;
  if (finding !== null || root === null) return;
  const head = { size, root, time: clock.now().toISOString() };
  // Another process may have added entries meanwhile: the fingerprint is that of all.
  const fingerprint = state.size === size ? state.fingerprint : null;
  const place = { registerId: await history.registerId(), origin: history.origin, fingerprint };
  const checkpoint = { ...head, ...(await signHead(head, key, place, engine)) };
  await store.addCheckpoint(checkpoint);
  await history.keepCheckpoint(checkpoint);
}

/** The content of an entry beyond act, time and outcome. */
export type ActFacts = Partial<Omit<RegisterEntry, 'act' | 'time' | 'result'>>;

/** The people of an entry that names none. */
export const NOBODY: RegisterEntry['people'] = { applicant: null, approver: null, keeper: null, user: null };

/** Makes an entry for this moment that contains only act, time and outcome. */
export function newEntry(act: RegisterAct, outcome: Result<unknown>, clock: Clock): RegisterEntry {
  return {
    act,
    time: clock.now().toISOString(),
    result: outcome.ok ? 'done' : outcome.error.code,
    document: null,
    seal: null,
    certificate: null,
    tokenSerial: null,
    purpose: null,
    counterpart: null,
    people: NOBODY,
    approval: null,
    reference: null,
    timeStamped: null,
    voids: null,
    approvalUse: null,
    enterpriseRules: null,
    known: null,
    accepted: null,
    places: null,
    office: null,
  };
}
