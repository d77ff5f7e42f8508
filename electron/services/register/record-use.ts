import { encodeEntry } from '../../core/register/entry-bytes.ts';
import { HASH_LENGTH, leafHash, treeRoot } from '../../core/register/merkle-tree.ts';
import { toHex } from '../../core/bytes/hex.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { CodedError } from '../../shared/errors.ts';
import type { RegisteredEntry, RegisterEntry } from '../../shared/model/register-entry.ts';
import { resultOf, type Result } from '../../shared/result.ts';
import type { Clock } from '../ports/clock.ts';
import type { RegisterStore } from './ports.ts';
import { signHead, type CheckpointKey } from './sign-checkpoint.ts';

export interface RecordingPorts {
  readonly store: RegisterStore;
  readonly engine: SmEngine;
  readonly clock: Clock;
}

/** The window and a command may write at once: each gives way to the other so often. */
const ATTEMPTS = 8;

/**
 * Appends an entry and, where a key has just served or a document was sealed or signed, a checkpoint of the
 * register's new size. Fails with STORE_DAMAGED, STORE_UNWRITABLE, STORE_BUSY or STORE_UNAVAILABLE; the entry may
 * then be there without its checkpoint.
 * @param key signs the checkpoint; null leaves it unsigned
 */
export function recordUse(
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
