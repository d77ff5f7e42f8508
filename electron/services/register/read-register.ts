import { CodedError } from '../../shared/errors.ts';
import type { AuditTrust } from '../../core/register/audit-heads.ts';
import { auditRegister } from '../../core/register/audit-register.ts';
import {
  type RegisterAct,
  type RegisterAudit,
  type RegisteredEntry,
  type RegisterEntry,
  type RegisterListing,
  USE_ACTS,
} from '../../shared/model/register.ts';
import { type Result, resultOf } from '../../shared/result.ts';
import type { RecordStore } from '../records/records.ts';
import type { RegisterHistory } from './register-history.ts';
import { entriesWhere, takenTokens } from './find-entries.ts';
import {
  type EntryConditions,
  keptCountersignatures,
  type RegisterStore,
  type StoredEntry,
} from './register-store.ts';

/** Is told how many entries of all of them are read. */
export type ReadProgress = (done: number, total: number) => void;

/** The entries to show. An absent condition does not narrow the list. */
export interface RegisterQuery {
  /** Part of a name, a purpose, a person, a serial or a hash, in any case. */
  readonly search?: string | undefined;
  /** The first and the last moment, ISO 8601. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly esId?: string | undefined;
  /** True for uses of a key that made a file, alone. */
  readonly uses?: boolean | undefined;
  readonly act?: RegisterAct | undefined;
  readonly result?: 'done' | 'refused' | undefined;
  /** Only entries before this index: the `next` of the page that was listed before. */
  readonly before?: number | undefined;
  /** The most entries of one page; {@link PAGE} when it is left out. */
  readonly count?: number | undefined;
}

/** What the list asks a register. */
type ListedRegister = Pick<RegisterStore, 'find' | 'size' | 'noEntries' | 'newestOfEach'>;

/** The number of entries on a page of the list. */
const PAGE = 200;

/** Lists the newest entries that match a query, newest first. Fails with the codes of the store. */
export function listRegister(query: RegisterQuery, store: ListedRegister): Promise<Result<RegisterListing>> {
  return resultOf(async () => {
    const { count = PAGE } = query;
    const entries: RegisteredEntry[] = [];
    const altered: number[] = [];
    let next: number | null = null;
    for await (const found of matching(query, store, (index) => altered.push(index))) {
      if (entries.length === count) {
        next = entries.at(-1)?.index ?? 0;
        break;
      }
      entries.push(found);
    }
    return {
      size: await store.size(),
      entries,
      next,
      unreadable: [...new Set([...(await store.noEntries()), ...altered])].sort((a, b) => a - b),
      voided: await voidedAmong(entries, store),
      taken: await takenTokens(store),
    };
  });
}

/**
 * Yields every entry that matches a query, newest first. Rejects with the codes of the store.
 * @param onAltered is told of each entry on the way whose bytes do not fit its hash
 */
async function* matching(
  query: RegisterQuery,
  store: ListedRegister,
  onAltered?: (index: number) => void,
): AsyncGenerator<RegisteredEntry> {
  const { search = '', from, to, esId, act, before } = query;
  const uses = query.uses === true;
  const words = search.trim().toLowerCase();
  const conditions: EntryConditions = {
    ...{ since: utcOf(from), until: utcOf(to), esId },
    result: uses ? 'done' : query.result,
    acts: uses ? USE_ACTS : act === undefined ? undefined : [act],
    text: isFoundInBytes(words) ? words : undefined,
  };
  for await (const found of entriesWhere({ ...conditions, before }, 'newest', store, onAltered)) {
    if (words === '' || searched(found.entry).includes(words)) yield found;
  }
}

/** The store compares times as text, so they have one form. */
const utcOf = (time: string | undefined): string | undefined =>
  time === undefined ? undefined : new Date(time).toISOString();

/**
 * Tells whether words stand in the bytes of each entry that contains them: JSON escapes some characters, and the store
 * knows no capital letters but those of ASCII.
 */
function isFoundInBytes(words: string): boolean {
  return words !== '' && JSON.stringify(words) === `"${words}"` && !/[^\0-\x7f]/u.test(changedByCase(words));
}

/** Returns the characters that have a capital form. */
const changedByCase = (words: string): string =>
  [...words].filter((character) => character.toUpperCase() !== character).join('');

/** Returns the SM3 of those files of the entries that are void. Rejects with the codes of the store. */
export async function voidedAmong(
  entries: readonly RegisteredEntry[],
  store: Pick<RegisterStore, 'find'>,
): Promise<readonly string[]> {
  const files = [...new Set(entries.flatMap(({ entry }) => entry.document?.sm3After ?? []))];
  if (files.length === 0) return [];
  const found = new Set<string>();
  for await (const { entry } of entriesWhere({ voids: files }, 'oldest', store)) {
    if (entry.voids !== null) found.add(entry.voids);
  }
  return [...found];
}

function searched(entry: RegisterEntry): string {
  const { document, seal, certificate, people } = entry;
  const parts = [document?.name, document?.sm3Before, document?.sm3After, seal?.name, seal?.esId];
  const whose = [certificate?.subject, certificate?.serial, entry.tokenSerial];
  const why = [
    entry.purpose,
    entry.counterpart,
    people.applicant,
    people.approver,
    people.keeper,
    people.user,
  ];
  const { contractNumber, department, requestNumber } = entry.office ?? {};
  const numbers = [
    entry.approval,
    entry.reference,
    entry.voids,
    entry.result,
    contractNumber,
    department,
    requestNumber,
  ];
  return [...parts, ...whose, ...why, ...numbers].join('\n').toLowerCase();
}

/**
 * Checks the whole register, entry by entry, and against every checkpoint, countersignature and head that is kept
 * anywhere. Fails with the codes of the store.
 */
export function auditStore(
  {
    register,
    records,
    history,
  }: {
    readonly register: RegisterStore;
    readonly records: RecordStore;
    readonly history: Pick<RegisterHistory, 'outside'>;
  },
  judge: AuditTrust,
  onProgress: ReadProgress = () => undefined,
): Promise<Result<RegisterAudit>> {
  return resultOf(async () => {
    // An edited index hides entries from the rules, although every entry is there and fits its hash.
    if (!(await register.lookupsAgree())) throw new CodedError('STORE_DAMAGED', 'an index differs');
    const { countersignatures, ...outside } = await history.outside(judge.engine);
    const kept = (await keptCountersignatures(records)).map(({ statement }) => statement);
    const inStore = new Set(kept.map(({ payload }) => payload));
    return auditRegister(
      {
        ...outside,
        entries: await readStored(register, onProgress),
        leaves: await register.leafHashes(0),
        checkpoints: await register.checkpoints(),
        countersignatures: [...kept, ...countersignatures.filter(({ payload }) => !inStore.has(payload))],
      },
      judge,
    );
  });
}

/** The number of entries that one call to the store returns. */
const AUDITED = 1000;

async function readStored(store: RegisterStore, onProgress: ReadProgress): Promise<readonly StoredEntry[]> {
  const size = await store.size();
  const pages: StoredEntry[] = [];
  for (let from = 0; ;) {
    const page = await store.entries({ from, count: AUDITED });
    pages.push(...page);
    onProgress(pages.length, size);
    const last = page.at(-1);
    if (last === undefined || page.length < AUDITED) return pages;
    from = last.index + 1;
  }
}
