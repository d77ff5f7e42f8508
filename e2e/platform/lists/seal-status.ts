import type { Statement } from '../../../electron/core/platform/signed-statement.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import type { PlatformContext } from '../platform-context.ts';
import { stateAsPlatform } from './statements.ts';

const GOOD_MS = 24 * 3_600_000;

export type StatusEvent = PlatformSchema<'StatusEvent'>;

/** The content of an event. What is left out is null; an event is a decision of now unless it says otherwise. */
export type SealNews = Pick<StatusEvent, 'esId' | 'state'> & Partial<Omit<StatusEvent, 'number'>>;

const COLUMNS = `number, kind, es_id AS esId, state, since, reason, replaced_by AS replacedBy,
  lost_since AS lostSince, received_at AS receivedAt, decided_at AS decidedAt, published_at AS publishedAt`;

const INSERT = `INSERT INTO seal_event (kind, es_id, state, since, reason, replaced_by, lost_since, received_at,
  decided_at, published_at) VALUES (@kind, @esId, @state, @since, @reason, @replacedBy, @lostSince, @receivedAt,
  @decidedAt, @publishedAt)`;

/**
 * Publishes events in their order.
 * @returns the number of the last
 */
export function publishEvents({ database, clock }: PlatformContext, news: Iterable<SealNews>): number {
  const insert = database.prepare<Omit<StatusEvent, 'number'>>(INSERT);
  const now = clock.now().toISOString();
  const usual = { kind: 'decision', since: now, decidedAt: now, publishedAt: now } as const;
  const nothing = { reason: null, replacedBy: null, lostSince: null, receivedAt: null };
  return database.transaction(() => {
    for (const event of news) insert.run({ ...usual, ...nothing, ...event });
    return feedHead(database);
  })();
}

/** Returns the number of the feed's newest event; 0 when there is none. */
export function feedHead(database: PlatformContext['database']): number {
  const sql = 'SELECT coalesce(max(number), 0) AS head FROM seal_event';
  return database.prepare<[], { head: number }>(sql).get()?.head ?? 0;
}

/** Returns the newest event of a seal, which gives its state, or null when the feed does not mention it. */
export function statusOf({ database }: Pick<PlatformContext, 'database'>, esId: string): StatusEvent | null {
  const sql = `SELECT ${COLUMNS} FROM seal_event WHERE es_id = ? ORDER BY number DESC LIMIT 1`;
  return database.prepare<[string], StatusEvent>(sql).get(esId) ?? null;
}

/** Returns the events of a seal after a number, in their order. */
export function eventsOf(
  { database }: Pick<PlatformContext, 'database'>,
  esId: string,
  after: number,
): StatusEvent[] {
  const sql = `SELECT ${COLUMNS} FROM seal_event WHERE es_id = ? AND number > ? ORDER BY number`;
  return database.prepare<[string, number], StatusEvent>(sql).all(esId, after);
}

/** Returns the newest events for the operator, newest first. */
export function newestEvents({ database }: Pick<PlatformContext, 'database'>, limit: number): StatusEvent[] {
  const sql = `SELECT ${COLUMNS} FROM seal_event ORDER BY number DESC LIMIT ?`;
  return database.prepare<[number], StatusEvent>(sql).all(limit);
}

/** Returns a page of the feed. */
export function statusPage(context: PlatformContext, after: number, limit: number): Promise<Statement> {
  const now = context.clock.now();
  const sql = `SELECT ${COLUMNS} FROM seal_event WHERE number > ? ORDER BY number LIMIT ?`;
  const page: PlatformSchema<'StatusPage'> = {
    platform: context.id,
    issuedAt: now.toISOString(),
    nextUpdate: new Date(now.getTime() + GOOD_MS).toISOString(),
    after,
    head: feedHead(context.database),
    events: context.database.prepare<[number, number], StatusEvent>(sql).all(after, limit),
  };
  return stateAsPlatform(context, 'seal-status', page);
}
