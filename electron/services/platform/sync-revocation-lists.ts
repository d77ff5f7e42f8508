import { toHex } from '../../core/bytes/encodings.ts';
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
import { noteLateRevocations } from './late-revocations.ts';
import { confirmedAt, keepUnchanged, knownList, retrying, type SyncContext } from './sync-context.ts';

const nameOf = (id: string): string => `crl/${id}`;

/**
 * Returns the index of revocation lists and drops the received parts of lists that it does not name.
 * @throws CodedError of the PLATFORM_ group
 */
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
 * Brings one revocation list up to date: does nothing when the newest is here, else fetches a delta to the full list
 * that is here, else the full list. The index is only a hint: the list itself is signed, and its own number and times
 * count.
 * @throws CodedError of the PLATFORM_, LIST_ or STORE_ group
 */
export async function syncRevocationList(context: SyncContext, entry: RevocationListEntry): Promise<void> {
  const list = nameOf(entry.id);
  const known = await knownList(context, list);
  checkGoesOn(list, { number: entry.number, issuedAt: entry.thisUpdate }, known);
  if (known !== undefined && known.number === entry.number && isAtHand(context, entry.id, known)) {
    return keepUnchanged(context, list, known);
  }
  if (known !== undefined && (await bringDelta(context, entry, known))) return;
  const bytes = await downloadList(context, entry);
  await accept(context, entry, bytes, known);
  context.files.dropPart(partName(entry));
}

/** Whether the file of the newest accepted list is still there. */
function isAtHand({ files }: SyncContext, id: string, { number }: ListState): boolean {
  const kept = files.material().lists.find((each) => each.id === id && each.number === number);
  return kept !== undefined && files.list(kept.file) !== null;
}

/** @returns false when no delta list can be used; the full list is fetched then */
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
    // Whatever is wrong with the delta list, the full list may still be right. If it is not, its own error is reported.
    const isRefused = error instanceof CodedError && error.code.startsWith('LIST_');
    if (!isRefused || error.code === 'LIST_FROZEN') throw error;
    return false;
  }
}

/** @param base the full list that the delta list must change; absent for a full list */
async function accept(
  context: SyncContext,
  entry: RevocationListEntry,
  bytes: Uint8Array,
  known: ListState | undefined,
  base?: KeptList,
): Promise<void> {
  const { files, store, engine, platform, now, asOf } = context;
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
  await noteLateRevocations(context, id, checked);
  const file = files.addList(`${id}-${number}${isDelta ? '-delta' : ''}`, bytes);
  const { issuer, issuedAt, nextUpdate } = checked;
  // The hash of a full list was compared when the list had arrived.
  const sm3 = isDelta ? toHex(engine.sm3(bytes)) : entry.sm3;
  const kept = { id, file, number, isDelta, issuer, thisUpdate: issuedAt, nextUpdate, sm3 };
  files.replace(withList(files.material(), kept));
  const times = { issuedAt, nextUpdate, confirmedAt: confirmedAt(context) };
  await store.putList({ platform, list, number, etag: null, sm3, ...times });
  checkNotFrozen(list, checked, asOf);
}

function checkBase(list: string, { baseNumber, issuer }: CheckedList, base: KeptList | undefined): void {
  const fits =
    base === undefined ? baseNumber === null : baseNumber === base.number && issuer === base.issuer;
  if (!fits) throw new CodedError('LIST_DAMAGED', list, { list, rule: 'base' });
}

/** The index is not signed, so it must not replace the list of one authority by the list of another. */
function checkIssuer(list: string, { issuer }: CheckedList, atHand: KeptList | undefined): void {
  if (atHand === undefined || atHand.issuer === issuer) return;
  throw new CodedError('LIST_FORGED', list, { list, rule: 'issuer' });
}

/** The most that a cut connection costs, in octets. */
const PART_LENGTH = 4 * 1024 * 1024;

/** Returns the name under which the received parts of a list are kept. No other list has it. */
const partName = ({ id, sm3 }: RevocationListEntry): string => `${id}-${sm3}`;

/**
 * Fetches a list part by part. After an interruption the next call continues with the parts that have arrived. Parts
 * are named by the hash of the whole list, so that two lists never mix.
 * @throws CodedError LIST_DAMAGED when size or hash differ from the published ones
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
  // A platform may start again from the beginning only with the whole list, else it could do so for ever.
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
