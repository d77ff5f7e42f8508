import { CodedError } from '../../shared/errors.ts';
import type { StatusEvent } from '../../shared/model/seal-standing.ts';
import type { PlatformSchema } from '../../shared/platform-api/schema.ts';
import { checkGoesOn, checkNotFromFuture, checkNotFrozen } from './check-list.ts';
import { openPayload, statusPageSchema } from './published-lists.ts';
import type { ListState } from './platform-store.ts';
import { confirmedAt, retrying, knownList, type SyncContext } from './sync-context.ts';
import { unwrap } from '../../shared/result.ts';

const SEAL_STATUS = 'seal-status';

type StatusPage = PlatformSchema<'StatusPage'>;

/** The head of a feed as a page stated it: its events up to this number were published by then, and no others. */
interface FeedHead {
  readonly number: number;
  readonly issuedAt: string;
}

/**
 * Fetches the events of the seal status feed page by page and stores each page as a whole before it asks for the next.
 * The feed takes the time of a page only when the newest event is stored. An event that is not under a former head was
 * published after it, whatever the platform states now.
 * @throws CodedError of the PLATFORM_, LIST_ or STORE_ group
 */
export async function syncSealStatus(context: SyncContext): Promise<void> {
  const { store, platform, progress } = context;
  const known = await knownList(context, SEAL_STATUS);
  if (known !== undefined) await store.boundStatusEvents(platform, known.issuedAt);
  const heads: FeedHead[] = known === undefined ? [] : [known];
  let after = await store.lastStatusNumber(platform);
  for (;;) {
    const page = await nextPage(context, after, known);
    const news = page.events.filter(({ number }) => number > after);
    const events = news.map((event) => dated(event, page, heads));
    if (events.length > 0) await store.addStatusEvents(platform, events);
    heads.push({ number: page.head, issuedAt: page.issuedAt });
    after += events.length;
    progress({ platform, step: 'sealStatus', done: after, total: page.head, unit: 'events' });
    if (after === page.head) return settle(context, page);
  }
}

async function nextPage(
  context: SyncContext,
  after: number,
  known: ListState | undefined,
): Promise<StatusPage> {
  const { api, pause, platform, trust, now, asOf } = context;
  const statement = unwrap(await retrying(() => api.sealStatus(after), pause));
  const expected = { type: 'seal-status', schema: statusPageSchema, platform, list: SEAL_STATUS } as const;
  const page = openPayload(statement, expected, trust);
  const { head: number, issuedAt } = page;
  checkGoesOn(SEAL_STATUS, { number, issuedAt }, known);
  checkNotFromFuture(SEAL_STATUS, page, now);
  // Unlike a list, a page is made at the time of the request, so an overdue page was kept back by somebody.
  checkNotFrozen(SEAL_STATUS, page, asOf);
  checkSequence(page, after);
  checkKinds(page);
  return page;
}

/**
 * Bounds the stated publication of an event: no earlier than the newest head that did not have it, and no later than
 * the page that brings it, since clocks of one platform may differ.
 */
function dated(
  event: StatusPage['events'][number],
  { issuedAt }: StatusPage,
  heads: readonly FeedHead[],
): StatusEvent {
  const lacking = heads.findLast(({ number }) => number < event.number);
  const statedMs = Date.parse(event.publishedAt);
  const isRefuted = lacking !== undefined && statedMs < Date.parse(lacking.issuedAt);
  const publishedAt = statedMs > Date.parse(issuedAt) ? issuedAt : event.publishedAt;
  if (!isRefuted) return { ...event, publishedAt, absentAt: null, broughtAt: null };
  return { ...event, publishedAt, absentAt: lacking.issuedAt, broughtAt: issuedAt };
}

/** A decision has a time, and a claim has none. */
function checkKinds({ events }: StatusPage): void {
  if (events.every(({ kind, decidedAt }) => (kind === 'decision') === (decidedAt !== null))) return;
  throw new CodedError('LIST_DAMAGED', SEAL_STATUS, { list: SEAL_STATUS, rule: 'decidedAt' });
}

/**
 * Checks that events follow the last stored one without a gap, and that a page brings some unless the newest is stored.
 * A page may begin earlier: those of an offline bundle are the same for every client.
 */
function checkSequence({ after, head, events }: StatusPage, wanted: number): void {
  if (head < wanted) {
    throw new CodedError('LIST_ROLLED_BACK', SEAL_STATUS, { list: SEAL_STATUS, known: wanted, given: head });
  }
  const last = after + events.length;
  const isWhole = events.every(({ number }, index) => number === after + index + 1);
  const goesOn = last <= head && (last > wanted || (head === wanted && last === wanted));
  if (after <= wanted && isWhole && goesOn) return;
  throw new CodedError('LIST_DAMAGED', SEAL_STATUS, { list: SEAL_STATUS, rule: 'sequence' });
}

async function settle(context: SyncContext, page: StatusPage): Promise<void> {
  const { store, platform } = context;
  const { head: number, issuedAt, nextUpdate } = page;
  const times = { issuedAt, nextUpdate, confirmedAt: confirmedAt(context) };
  await store.putList({ platform, list: SEAL_STATUS, number, etag: null, sm3: null, ...times });
}
