import { timingSafeEqual } from 'node:crypto';
import { toHex, utf8Bytes } from '../../../electron/core/bytes/encodings.ts';
import type { PlatformContext } from '../platform-context.ts';
import { nextNumber } from '../store/open-database.ts';

/** The kinds of applications and reports, with the letters that their numbers begin with. */
const PREFIXES = {
  pinReset: 'KL',
  issue: 'SL',
  renewal: 'XQ',
  replacement: 'HL',
  cancellation: 'ZX',
  lossReport: 'GS',
  delegation: 'SQ',
} as const;

export type FileKind = keyof typeof PREFIXES;

/** One application or report. */
export interface FiledRecord<Content> {
  readonly number: string;
  readonly kind: FileKind;
  /** Null when it was made without a session. */
  readonly holder: string | null;
  readonly state: string;
  readonly createdAt: string;
  readonly content: Content;
}

interface Row {
  readonly number: string;
  readonly kind: FileKind;
  readonly holder: string | null;
  readonly state: string;
  readonly createdAt: string;
  readonly content: string;
}

const COLUMNS = 'number, kind, holder, state, created_at AS createdAt, content';

const fileOf = <Content>(row: Row): FiledRecord<Content> => ({
  ...row,
  content: JSON.parse(row.content) as Content,
});

/** Returns a number that contains kind and day, such as KL20261122-0001. */
export function newNumber(context: PlatformContext, kind: FileKind): string {
  const day = context.clock.now().toISOString().slice(0, 10).replaceAll('-', '');
  const place = String(nextNumber(context.database, kind)).padStart(4, '0');
  return `${PREFIXES[kind]}${day}-${place}`;
}

/** @param secretSm3 of the applicant's secret; null when a session is needed */
export function insertFile(
  { database }: Pick<PlatformContext, 'database'>,
  record: FiledRecord<object>,
  secretSm3: string | null,
): void {
  const { number, kind, holder, state, createdAt, content } = record;
  database
    .prepare('INSERT INTO application VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run(number, kind, holder, secretSm3, state, createdAt, JSON.stringify(content));
}

/** Replaces the state and content of an application or report. */
export function updateFile(
  { database }: Pick<PlatformContext, 'database'>,
  record: FiledRecord<object>,
): void {
  const { number, state, content } = record;
  const sql = 'UPDATE application SET state = ?, content = ? WHERE number = ?';
  database.prepare(sql).run(state, JSON.stringify(content), number);
}

/** @returns null when no application or report of these kinds has the number */
export function findFile<Content>(
  { database }: Pick<PlatformContext, 'database'>,
  kinds: readonly FileKind[],
  number: string,
): FiledRecord<Content> | null {
  const sql = `SELECT ${COLUMNS} FROM application WHERE number = ?`;
  const row = database.prepare<[string], Row>(sql).get(number);
  return row !== undefined && kinds.includes(row.kind) ? fileOf(row) : null;
}

/**
 * Lists applications and reports, newest first.
 * @param holder null for all holders
 */
export function listFiles<Content>(
  { database }: Pick<PlatformContext, 'database'>,
  kinds: readonly FileKind[],
  holder: string | null,
): FiledRecord<Content>[] {
  const sql = `SELECT ${COLUMNS} FROM application WHERE ? IS NULL OR holder = ? ORDER BY rowid DESC`;
  const rows = database.prepare<[string | null, string | null], Row>(sql).all(holder, holder);
  return rows.filter(({ kind }) => kinds.includes(kind)).map((row) => fileOf<Content>(row));
}

const SECRET_LENGTH = 24;

/**
 * Makes a secret of 32 characters for the applicant. The application keeps only its SM3. The answer that contains it is
 * kept too, for a client that asks again because the answer was lost.
 */
export function newSecret({ random }: Pick<PlatformContext, 'random'>): string {
  return Buffer.from(random(SECRET_LENGTH)).toString('base64url');
}

export function secretSm3({ engine }: Pick<PlatformContext, 'engine'>, secret: string): string {
  return toHex(engine.sm3(utf8Bytes(secret)));
}

/** Whether the shown secret is that of the application or report. */
export function isApplicant(
  context: Pick<PlatformContext, 'database' | 'engine'>,
  number: string,
  shown: unknown,
): boolean {
  const sql = 'SELECT secret_sm3 FROM application WHERE number = ?';
  const kept = context.database.prepare<[string], { secret_sm3: string | null }>(sql).get(number)?.secret_sm3;
  if (typeof shown !== 'string' || kept === undefined || kept === null) return false;
  return timingSafeEqual(Buffer.from(secretSm3(context, shown)), Buffer.from(kept));
}
