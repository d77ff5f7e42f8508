import { toHex } from '../../core/bytes/encodings.ts';
import { openCountersignature, type PlatformRoots } from '../../core/register/checkpoint.ts';
import {
  checkExistenceProof,
  type ExistenceProof,
  makeExistenceProof,
} from '../../core/register/existence-proof.ts';
import { HASH_LENGTH, treeRoot } from '../../core/register/merkle-tree.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { CodedError } from '../../shared/errors.ts';
import { failure, type Result, resultOf, unwrap } from '../../shared/result.ts';
import type { RecordStore } from '../records/records.ts';
import { type KeptCountersignature, keptCountersignatures, type RegisterStore } from './register-store.ts';
import { findSealedFile } from './find-entries.ts';

export interface ProvingPorts {
  readonly register: RegisterStore;
  readonly records: RecordStore;
  readonly roots: PlatformRoots;
  readonly engine: SmEngine;
}

/**
 * Proves that an entry existed when a platform countersigned the register, by its earliest countersignature. Fails with
 * REGISTER_ENTRY_NOT_FOUND, REGISTER_NOT_COUNTERSIGNED, REGISTER_DIFFERS when the register differs from the
 * countersigned one, and the codes of the store.
 * @param index of the entry, from 0
 */
export function proveEntry(index: number, ports: ProvingPorts): Promise<Result<ExistenceProof>> {
  return resultOf(async () => {
    const [entry] = await ports.register.entries({ from: index, count: 1 });
    if (entry?.index !== index) throw new CodedError('REGISTER_ENTRY_NOT_FOUND', String(index));
    const head = await earliestHead(index, ports);
    const leaves = await ports.register.leafHashes(0);
    const isThere = leaves.length >= head.size * HASH_LENGTH;
    if (!isThere || toHex(treeRoot(ports.engine, leaves, head.size)) !== head.root) {
      throw new CodedError('REGISTER_DIFFERS', head.platform);
    }
    return makeExistenceProof(entry, leaves, head, ports.engine);
  });
}

/**
 * Like {@link proveEntry}, for the entry that made a file.
 * @param sm3 of the sealed file, hexadecimal
 */
export async function proveFile(sm3: string, ports: ProvingPorts): Promise<Result<ExistenceProof>> {
  const found = await resultOf(() => findSealedFile(sm3, ports.register));
  if (!found.ok) return found;
  return found.value === null
    ? failure({ code: 'REGISTER_ENTRY_NOT_FOUND' })
    : proveEntry(found.value.index, ports);
}

/** The earliest countersignature proves the most. */
async function earliestHead(index: number, ports: ProvingPorts): Promise<KeptCountersignature> {
  const kept = await keptCountersignatures(ports.records);
  const [earliest] = kept
    .filter(({ size }) => size > index)
    .flatMap((each) => {
      const at = countersignedAt(each, ports);
      return at === null ? [] : [{ each, at }];
    })
    .sort((a, b) => a.at - b.at);
  if (earliest === undefined) throw new CodedError('REGISTER_NOT_COUNTERSIGNED');
  return earliest.each;
}

/** Returns null when the countersignature proves nothing here: it was changed, or its platform is not known. */
function countersignedAt(
  { statement }: KeptCountersignature,
  { roots, engine }: ProvingPorts,
): number | null {
  try {
    const { countersignature, root } = openCountersignature(statement, roots, engine);
    return root === null ? null : Date.parse(countersignature.countersignedAt);
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

/** These failures mean only that nothing proves the file. */
const UNPROVEN: readonly string[] = [
  'REGISTER_ENTRY_NOT_FOUND',
  'REGISTER_NOT_COUNTERSIGNED',
  'REGISTER_DIFFERS',
];

/**
 * Returns the time by which a sealed file existed, according to a platform's countersignature of the register that
 * names it. Rejects with the codes of the store.
 * @param sm3 hexadecimal
 * @returns ISO 8601; null when no countersigned register here names the file
 */
export async function existedBy(sm3: string, ports: ProvingPorts): Promise<string | null> {
  if ((await keptCountersignatures(ports.records)).length === 0) return null;
  const proof = await proveFile(sm3, ports);
  if (!proof.ok && UNPROVEN.includes(proof.error.code)) return null;
  const { entry, countersignature } = checkExistenceProof(unwrap(proof), ports.roots, ports.engine);
  return entry.document?.sm3After === sm3 ? countersignature.countersignedAt : null;
}
