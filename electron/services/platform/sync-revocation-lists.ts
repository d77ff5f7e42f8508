import { toHex } from '../../core/bytes/hex.ts';
import { CodedError } from '../../shared/errors.ts';
import { unwrap } from '../../shared/result.ts';
import {
  type CheckedList,
  checkGoesOn,
  checkNotFromFuture,
  checkNotFrozen,
  checkRevocationList,
} from './check-list.ts';
import type { ListState } from './platform-store.ts';
import { type KeptList, withList } from './platform-trust.ts';
import type { ListPart, RevocationListEntry } from './published-lists.ts';
import { knownList, retrying, type SyncContext } from './sync-context.ts';

const nameOf = (id: string): string => `crl/${id}`;

/** Which lists there are; what has arrived of others is let go of. @throws CodedError of the PLATFORM_ group */
export async function revocationListIndex({
  api,
  files,
  pause,
}: SyncContext): Promise<readonly RevocationListEntry[]> {
  const index = unwrap(await retrying(() => api.revocationLists(), pause));
  files.keepParts(index.map(partName));
  return index;
}

/**
 * Brings one revocation list: nothing when it is at hand, else a delta to the full list at hand, else the full
 * list. What the index says is a hint: the list itself is signed, and its own number and times count.
 * @throws CodedError of the PLATFORM_, LIST_ or STORE_ group
 */
export async function syncRevocationList(context: SyncContext, entry: RevocationListEntry): Promise<void> {
  const list = nameOf(entry.id);
  const known = await knownList(context, list);
  checkGoesOn(list, { number: entry.number, issuedAt: entry.thisUpdate }, known);
  if (known !== undefined && known.number === entry.number && isAtHand(context, entry.id, known)) {
    await context.store.putList({ ...known, confirmedAt: context.now.toISOString() });
    return checkNotFrozen(list, known, context.now);
  }
  if (known !== undefined && (await bringDelta(context, entry, known))) return;
  const bytes = await downloadList(context, entry);
  await accept(context, entry, bytes, known);
  context.files.dropPart(partName(entry));
}

/** Whether the newest accepted list still lies where it was put. */
function isAtHand({ files }: SyncContext, id: string, { number }: ListState): boolean {
  const kept = files.material().lists.find((each) => each.id === id && each.number === number);
  return kept !== undefined && files.list(kept.file) !== null;
}

/** @returns false when there is no delta list that can be used; the full list is fetched then */
async function bringDelta(
  context: SyncContext,
  entry: RevocationListEntry,
  known: ListState,
): Promise<boolean> {
  const { api, files, pause } = context;
  const base = files.material().lists.find(({ id, isDelta }) => id === entry.id && !isDelta);
  if (base === undefined || files.list(base.file) === null) return false;
  const delta = await retrying(() => api.deltaList(entry.id, base.number), pause);
  if (!delta.ok || delta.value === null) return false;
  try {
    await accept(context, entry, delta.value, known, base);
    return true;
  } catch (error) {
    // Whatever is wrong with it, the full list may still be right; what is wrong with that is said.
    const isRefused = error instanceof CodedError && error.code.startsWith('LIST_');
    if (!isRefused || error.code === 'LIST_FROZEN') throw error;
    return false;
  }
}

/** @param base the full list that a delta list has to be to; absent for a full list */
async function accept(
  context: SyncContext,
  entry: RevocationListEntry,
  bytes: Uint8Array,
  known: ListState | undefined,
  base?: KeptList,
): Promise<void> {
  const { files, store, engine, platform, now } = context;
  const { id, number } = entry;
  const list = nameOf(id);
  const checked = checkRevocationList(list, bytes, files.material(), engine);
  checkGoesOn(list, checked, known);
  checkNotFromFuture(list, checked, now);
  if (checked.number !== number) throw new CodedError('LIST_DAMAGED', list, { list, rule: 'number' });
  checkBase(list, checked, base);
  checkIssuer(
    list,
    checked,
    files.material().lists.find((each) => each.id === id),
  );
  const isDelta = base !== undefined;
  const file = files.addList(`${id}-${number}${isDelta ? '-delta' : ''}`, bytes);
  const { issuer, issuedAt, nextUpdate } = checked;
  // Of a full list it was compared when the list had arrived.
  const sm3 = isDelta ? toHex(engine.sm3(bytes)) : entry.sm3;
  const kept = { id, file, number, isDelta, issuer, thisUpdate: issuedAt, nextUpdate, sm3 };
  files.replace(withList(files.material(), kept));
  const confirmedAt = now.toISOString();
  await store.putList({ platform, list, number, issuedAt, nextUpdate, etag: null, sm3, confirmedAt });
  checkNotFrozen(list, checked, now);
}

function checkBase(list: string, { baseNumber, issuer }: CheckedList, base: KeptList | undefined): void {
  const fits =
    base === undefined ? baseNumber === null : baseNumber === base.number && issuer === base.issuer;
  if (!fits) throw new CodedError('LIST_DAMAGED', list, { list, rule: 'base' });
}

/** The index is not signed: it must not put another authority's list in the place of the one that is at hand. */
function checkIssuer(list: string, { issuer }: CheckedList, atHand: KeptList | undefined): void {
  if (atHand === undefined || atHand.issuer === issuer) return;
  throw new CodedError('LIST_FORGED', list, { list, rule: 'issuer' });
}

/** What a cut connection costs at most. */
const PART_LENGTH = 4 * 1024 * 1024;

/** What has arrived of a list is kept under a name that no other list has. */
const partName = ({ id, sm3 }: RevocationListEntry): string => `${id}-${sm3}`;

/**
 * Fetches a list part by part. What has arrived is kept over an interruption and gone on with the next time; parts
 * are named by the hash of the whole, so that two lists never mix.
 * @throws CodedError LIST_DAMAGED when size or hash are not what the platform published
 */
async function downloadList(context: SyncContext, entry: RevocationListEntry): Promise<Uint8Array> {
  const { files, platform, progress } = context;
  const name = partName(entry);
  const tell = (done: number): void =>
    progress({ platform, step: 'revocationList', done, total: entry.size, unit: 'octets' });
  let done = files.part(name).length;
  let etag: string | null = null;
  tell(done);
  while (done < entry.size) {
    const part = await fetchPart(context, entry, done, etag);
    if (part.offset === 0) files.dropPart(name);
    files.addToPart(name, part.bytes);
    done = part.offset + part.bytes.length;
    etag = part.etag;
    tell(done);
  }
  return wholeList(context, name, entry);
}

async function fetchPart(
  { api, pause }: SyncContext,
  { id, size }: RevocationListEntry,
  from: number,
  etag: string | null,
): Promise<ListPart> {
  const range = { from, length: Math.min(PART_LENGTH, size - from), size };
  const part = unwrap(await retrying(() => api.revocationListPart(id, range, etag), pause));
  // From the beginning again only as a whole: a beginning that comes again and again would never end.
  const goesOn = part.offset === from || (part.offset === 0 && part.bytes.length === size);
  const fits = part.total === size && goesOn;
  if (!fits || part.bytes.length === 0 || part.offset + part.bytes.length > size) throw damaged(id, 'size');
  return part;
}

function wholeList(
  { files, engine }: SyncContext,
  name: string,
  { id, sm3 }: RevocationListEntry,
): Uint8Array {
  const bytes = files.part(name);
  if (toHex(engine.sm3(bytes)) === sm3) return bytes;
  files.dropPart(name);
  throw damaged(id, 'sm3');
}

const damaged = (id: string, rule: string): CodedError =>
  new CodedError('LIST_DAMAGED', id, { list: `crl/${id}`, rule });
