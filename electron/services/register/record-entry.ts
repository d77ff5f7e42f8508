import { toHex } from '../../core/bytes/encodings.ts';
import { encodeEntry } from '../../core/register/entry-bytes.ts';
import { HASH_LENGTH, leafHash, treeRoot } from '../../core/register/merkle-tree.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { CodedError } from '../../shared/errors.ts';
import type { RegisterAct, RegisteredEntry, RegisterEntry } from '../../shared/model/register.ts';
import { type Result, resultOf } from '../../shared/result.ts';
import type { Clock } from '../ports/clock.ts';
import type { RegisterStore } from './register-store.ts';
import { type CheckpointKey, signHead } from './sign-checkpoint.ts';

export interface RecordingPorts {
  readonly store: RegisterStore;
  readonly engine: SmEngine;
  readonly clock: Clock;
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

async function addCheckpoint(
  size: number,
  key: CheckpointKey | null,
  { store, engine, clock }: RecordingPorts,
): Promise<void> {
  const leaves = (await store.leafHashes(0)).subarray(0, size * HASH_LENGTH);
  const head = { size, root: toHex(treeRoot(engine, leaves, size)), time: clock.now().toISOString() };
  await store.addCheckpoint({ ...head, ...(await signHead(head, key, engine)) });
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
    known: null,
  };
}
