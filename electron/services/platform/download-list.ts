import { toHex } from '../../core/bytes/encodings.ts';
import { CodedError } from '../../shared/errors.ts';
import type { ListPart, RevocationListEntry } from './ports.ts';
import { retrying } from './retrying.ts';
import type { SyncContext } from './sync-context.ts';
import { unwrap } from '../../shared/result.ts';

/** What a cut connection costs at most. */
const PART_LENGTH = 4 * 1024 * 1024;

/** What has arrived of a list is kept under a name that no other list has. */
export const partName = ({ id, sm3 }: RevocationListEntry): string => `${id}-${sm3}`;

/**
 * Fetches a list part by part. What has arrived is kept over an interruption and gone on with the next time; parts
 * are named by the hash of the whole, so that two lists never mix.
 * @throws CodedError LIST_DAMAGED where size or hash are not what the platform published
 */
export async function downloadList(context: SyncContext, entry: RevocationListEntry): Promise<Uint8Array> {
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
