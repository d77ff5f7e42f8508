import { timingSafeEqual } from 'node:crypto';
import { toHex } from '../../../electron/core/bytes/hex.ts';
import { utf8Bytes } from '../../../electron/core/bytes/utf8.ts';
import type { PlatformContext } from '../platform-context.ts';
import { nextNumber } from '../store/open-database.ts';

/** What is applied for or reported here, and the letters that its numbers begin with. */
const PREFIXES = {
  pinReset: 'KL',
  renewal: 'XQ',
  replacement: 'HL',
  cancellation: 'ZX',
  lossReport: 'GS',
  delegation: 'SQ',
} as const;

export type FileKind = keyof typeof PREFIXES;

/** One file in the platform's cabinet. */
export interface FiledRecord<Content> {
  readonly number: string;
  readonly kind: FileKind;
  /** Null when nobody had a session. */
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

/** A number that says what it is for and when it was given, such as KL20261122-0001. */
export function newNumber(context: PlatformContext, kind: FileKind): string {
  const day = context.clock.now().toISOString().slice(0, 10).replaceAll('-', '');
  const place = String(nextNumber(context.database, kind)).padStart(4, '0');
  return `${PREFIXES[kind]}${day}-${place}`;
}

/** @param secretSm3 of the secret that the applicant shows; null when a session is needed */
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

/** Puts a file's new state and content in the place of the old. */
export function updateFile(
  { database }: Pick<PlatformContext, 'database'>,
  record: FiledRecord<object>,
): void {
  const { number, state, content } = record;
  const sql = 'UPDATE application SET state = ?, content = ? WHERE number = ?';
  database.prepare(sql).run(state, JSON.stringify(content), number);
}

/** @returns null when there is no file of that number and of one of the kinds */
export function findFile<Content>(
  { database }: Pick<PlatformContext, 'database'>,
  kinds: readonly FileKind[],
  number: string,
): FiledRecord<Content> | null {
  const sql = `SELECT ${COLUMNS} FROM application WHERE number = ?`;
  const row = database.prepare<[string], Row>(sql).get(number);
  return row !== undefined && kinds.includes(row.kind) ? fileOf(row) : null;
}

/** Newest first. @param holder null for everybody's */
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
 * Something to show later on, 32 characters. The application keeps its SM3 alone; the answer that told it is kept too,
 * for a client that asks again because the answer was lost.
 */
export function newSecret({ random }: Pick<PlatformContext, 'random'>): string {
  return Buffer.from(random(SECRET_LENGTH)).toString('base64url');
}

export function secretSm3({ engine }: Pick<PlatformContext, 'engine'>, secret: string): string {
  return toHex(engine.sm3(utf8Bytes(secret)));
}

/** Whether somebody shows the secret of an application or a report. */
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
