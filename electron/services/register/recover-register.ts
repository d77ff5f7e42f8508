import { toHex } from '../../core/bytes/encodings.ts';
import { equalBytes } from '../../core/bytes/byte-arrays.ts';
import type { Statement } from '../../core/platform/signed-statement.ts';
import { openCountersignature, type PlatformRoots } from '../../core/register/checkpoint.ts';
import { HASH_LENGTH, leafAt, leafHash, treeRoots } from '../../core/register/merkle-tree.ts';
import { placesText } from '../../core/register/recovered-places.ts';
import { CodedError } from '../../shared/errors.ts';
import type { RegisterRecovery } from '../../shared/model/register.ts';
import { type Result, resultOf, success, unwrap } from '../../shared/result.ts';
import type { RandomBytes } from '../ports/clock.ts';
import type { RecordStore } from '../records/records.ts';
import { newEntry, recordEntry, type RecordingPorts } from './record-entry.ts';
import { keepRegisterId, knownRegisterId, registerIdOf } from './register-identity.ts';
import { keepCountersignature, type KeptCountersignature, type StoredEntry } from './register-store.ts';

/** An entry as a platform holds it: its bytes, or the leaf hash alone of an entry that concerned another platform. */
export type HeldEntry =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'leafHash'; readonly leafHash: Uint8Array };

/** The calls by which a platform gives back what it holds of this register. Each fails with the PLATFORM_ codes. */
export interface RecoveryPlatform {
  readonly id: string;
  /** @returns entries from a place on; none when the platform holds no more */
  heldEntries(registerId: string, from: number): Promise<Result<readonly HeldEntry[]>>;
  /** @returns its countersignatures of heads above a size, the smallest head first; none when there are no more */
  countersignatures(registerId: string, above: number): Promise<Result<readonly Statement[]>>;
}

export interface RecoveryPorts extends RecordingPorts {
  readonly records: RecordStore;
  readonly random: RandomBytes;
  readonly roots: PlatformRoots;
  readonly platforms: readonly RecoveryPlatform[];
  /**
   * Puts entries in the place of those from the first one's index on, in one step. The former database is set aside.
   * Rejects with the codes of the store.
   */
  rebuild(entries: readonly StoredEntry[]): Promise<{ readonly setAside: string }>;
}

/** The bytes of an entry of which only the leaf hash is known. */
const UNKNOWN = new Uint8Array();

/**
 * Brings back from the platforms what they hold of the register and this computer has no more. Nothing is changed unless
 * the result begins with every head that they have countersigned. Entries that were made here since the loss follow
 * after what was brought back. Fails with PLATFORM_NOT_CONFIGURED, REGISTER_DIFFERS, REGISTER_PLATFORM_UNKNOWN,
 * STATEMENT_INVALID, the PLATFORM_ codes and those of the store.
 * @param adopted the id of a lost register that goes on here; null for this computer's own
 */
export function recoverRegister(
  ports: RecoveryPorts,
  adopted: string | null = null,
): Promise<Result<RegisterRecovery>> {
  return resultOf(async () => {
    const { records, random, platforms, store } = ports;
    if (platforms.length === 0) throw new CodedError('PLATFORM_NOT_CONFIGURED');
    const registerId = adopted ?? (await registerIdOf(records, random));
    const formerId = await knownRegisterId(records);
    const local = await store.leafHashes(0);
    const held = await heldTogether(registerId, local, ports);
    const heads = await fittingHeads(registerId, held, ports);
    const before = local.length / HASH_LENGTH;
    const facts = { before, held: held.size, countersigned: Math.max(0, ...heads.map(({ size }) => size)) };
    const brought = held.missing();
    await keepRegisterId(records, registerId);
    if (brought.length === 0) {
      for (const head of heads) await keepCountersignature(head, records);
      return { ...facts, size: before, recovered: 0, hashOnly: 0, madeSince: 0, setAside: null };
    }
    const since = await madeSince(held, before, ports);
    const { setAside } = await ports.rebuild([...brought, ...since]);
    ports.history.forget();
    for (const head of heads) await keepCountersignature(head, records);
    const unknown = brought.filter(({ bytes }) => bytes.length === 0).map(({ index }) => index);
    const recovered = brought.length - unknown.length;
    const left = formerId === registerId ? null : formerId;
    const size = await putOnRecord({ before, recovered, unknown, left }, ports);
    return { ...facts, size, recovered, hashOnly: unknown.length, madeSince: since.length, setAside };
  });
}

/** What the platforms hold of a register, beside what this computer has. */
class HeldRegister {
  readonly #local: Uint8Array;
  readonly #leaves: Uint8Array[] = [];
  /** By index, from the first entry on that is missing or another one here. */
  readonly #bytes = new Map<number, Uint8Array>();
  /** The first index at which this computer has nothing or something else. */
  #from: number | null = null;

  constructor(local: Uint8Array) {
    this.#local = local;
  }

  get size(): number {
    return this.#leaves.length;
  }

  get from(): number {
    return this.#from ?? this.size;
  }

  /** All leaf hashes, one after the other. */
  get leaves(): Uint8Array {
    const joined = new Uint8Array(this.size * HASH_LENGTH);
    this.#leaves.forEach((leaf, index) => joined.set(leaf, index * HASH_LENGTH));
    return joined;
  }

  /** Takes what a platform holds at an index. @throws CodedError REGISTER_DIFFERS if another one holds something else */
  take(index: number, leaf: Uint8Array, bytes: Uint8Array | null): void {
    const known = this.#leaves[index];
    if (known !== undefined && !equalBytes(known, leaf)) {
      throw new CodedError('REGISTER_DIFFERS', 'two platforms hold different entries', { index });
    }
    this.#leaves[index] = leaf;
    const here = leafAt(this.#local, index);
    if (this.#from === null && !equalBytes(here, leaf)) this.#from = index;
    if (bytes !== null && index >= this.from) this.#bytes.set(index, bytes);
  }

  /** Returns the entries that are not here, from the first of them on. */
  missing(): StoredEntry[] {
    return this.#leaves
      .slice(this.from)
      .map((leaf, place) => ({ index: this.from + place, leafHash: leaf }))
      .map((entry) => ({ ...entry, bytes: this.#bytes.get(entry.index) ?? UNKNOWN }));
  }

  has(leaf: Uint8Array): boolean {
    return this.#leaves.some((each, index) => index >= this.from && equalBytes(each, leaf));
  }
}

async function heldTogether(
  registerId: string,
  local: Uint8Array,
  { platforms, engine }: RecoveryPorts,
): Promise<HeldRegister> {
  const held = new HeldRegister(local);
  for (const platform of platforms) {
    for (let from = 0; ;) {
      const page = unwrap(await platform.heldEntries(registerId, from));
      page.forEach((entry, place) => {
        if (entry.kind === 'leafHash') held.take(from + place, entry.leafHash, null);
        else held.take(from + place, leafHash(engine, entry.bytes), entry.bytes);
      });
      if (page.length === 0) break;
      from += page.length;
    }
  }
  return held;
}

/** Returns every countersignature. @throws CodedError REGISTER_DIFFERS if one is of another register than what is held */
async function fittingHeads(
  registerId: string,
  held: HeldRegister,
  { platforms, roots, engine }: RecoveryPorts,
): Promise<readonly KeptCountersignature[]> {
  const heads: KeptCountersignature[] = [];
  for (const platform of platforms) {
    for (let above = 0; ;) {
      const statements = unwrap(await platform.countersignatures(registerId, above));
      for (const statement of statements) {
        const { countersignature: said, root } = openCountersignature(statement, roots, engine);
        const isItsOwn = said.platform === platform.id && said.registerId === registerId && said.size > above;
        if (!isItsOwn) throw new CodedError('STATEMENT_INVALID', 'register', { rule: 'register' });
        if (root === null)
          throw new CodedError('REGISTER_PLATFORM_UNKNOWN', platform.id, { platform: platform.id });
        heads.push({ platform: platform.id, size: said.size, root: said.root, statement });
        above = said.size;
      }
      if (statements.length === 0) break;
    }
  }
  const computed = treeRoots(
    engine,
    held.leaves,
    heads.map(({ size }) => size),
  );
  const other = heads.find(({ size, root }) => {
    const found = computed.get(size);
    return found === undefined || toHex(found) !== root;
  });
  if (other === undefined) return heads;
  const { platform, size } = other;
  throw new CodedError('REGISTER_DIFFERS', 'not what the platform has countersigned', { platform, size });
}

/** Returns the entries that were made here after those that the register has in common with what is held. */
async function madeSince(
  held: HeldRegister,
  before: number,
  { store }: RecoveryPorts,
): Promise<StoredEntry[]> {
  if (before <= held.from) return [];
  const after = await store.entries({ from: held.from, count: before - held.from });
  return after
    .filter((entry) => !held.has(entry.leafHash))
    .map((entry, place) => ({ ...entry, index: held.size + place }));
}

interface Brought {
  readonly before: number;
  readonly recovered: number;
  /** Indexes of entries of which only the leaf hash is known. */
  readonly unknown: readonly number[];
  /** The id that the register here had until now; null if it keeps it or had none. */
  readonly left: string | null;
}

/** @returns the size of the register with this entry */
async function putOnRecord(
  { before, recovered, unknown, left }: Brought,
  ports: RecoveryPorts,
): Promise<number> {
  const entry = {
    ...newEntry('registerRecovered', success(null), ports.clock),
    purpose: `原有 ${before} 条，找回 ${recovered} 条 had ${before}, brought back ${recovered}`,
    reference: placesText(unknown),
  };
  const { index } = unwrap(await recordEntry(entry, ports));
  if (left === null) return index + 1;
  // Heads of the id that this computer leaves are explained by this entry.
  const leaving = { ...newEntry('registerRenewed', success(null), ports.clock), purpose: entry.purpose };
  return unwrap(await recordEntry({ ...leaving, reference: left }, ports)).index + 1;
}
