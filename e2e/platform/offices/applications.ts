import { nextNumber } from '../store/open-database.ts';
import type { Office } from '../office.ts';

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
  /** Null where nobody had a session. */
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
export function newNumber(office: Office, kind: FileKind): string {
  const day = office.clock.now().toISOString().slice(0, 10).replaceAll('-', '');
  const place = String(nextNumber(office.database, kind)).padStart(4, '0');
  return `${PREFIXES[kind]}${day}-${place}`;
}

/** @param secretSm3 of the secret that the applicant shows; null where a session is needed */
export function insertFile(
  { database }: Pick<Office, 'database'>,
  record: FiledRecord<object>,
  secretSm3: string | null,
): void {
  const { number, kind, holder, state, createdAt, content } = record;
  database
    .prepare('INSERT INTO application VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run(number, kind, holder, secretSm3, state, createdAt, JSON.stringify(content));
}

/** Puts a file's new state and content in the place of the old. */
export function updateFile({ database }: Pick<Office, 'database'>, record: FiledRecord<object>): void {
  const { number, state, content } = record;
  const sql = 'UPDATE application SET state = ?, content = ? WHERE number = ?';
  database.prepare(sql).run(state, JSON.stringify(content), number);
}

/** @returns null where there is no file of that number and of one of the kinds */
export function findFile<Content>(
  { database }: Pick<Office, 'database'>,
  kinds: readonly FileKind[],
  number: string,
): FiledRecord<Content> | null {
  const sql = `SELECT ${COLUMNS} FROM application WHERE number = ?`;
  const row = database.prepare<[string], Row>(sql).get(number);
  return row !== undefined && kinds.includes(row.kind) ? fileOf(row) : null;
}

/** Newest first. @param holder null for everybody's */
export function listFiles<Content>(
  { database }: Pick<Office, 'database'>,
  kinds: readonly FileKind[],
  holder: string | null,
): FiledRecord<Content>[] {
  const sql = `SELECT ${COLUMNS} FROM application WHERE ? IS NULL OR holder = ? ORDER BY rowid DESC`;
  const rows = database.prepare<[string | null, string | null], Row>(sql).all(holder, holder);
  return rows.filter(({ kind }) => kinds.includes(kind)).map((row) => fileOf<Content>(row));
}
