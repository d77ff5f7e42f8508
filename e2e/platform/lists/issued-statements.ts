import type { Statement, StatementType } from '../../../electron/core/platform/signed-statement.ts';
import { InTurn } from '../in-turn.ts';
import type { PlatformContext } from '../platform-context.ts';
import type { PlatformDatabase } from '../store/open-database.ts';
import { isByPresentSigner } from './signers.ts';
import { stateAsPlatform } from './statements.ts';

const HOUR_MS = 3_600_000;
const GOOD_MS = 7 * 24 * HOUR_MS;
const REISSUED_AFTER_MS = 6 * HOUR_MS;

/** What every table of issued statements has. */
interface IssuedRow {
  readonly number: number;
  readonly statement: string;
  readonly issued_at: string;
}

/** What there is to say now. */
interface Saying<Row> {
  /** The members beside those that every statement has. */
  readonly members: object;
  isIn(row: Row): boolean;
  keep(number: number, statement: string, issuedAt: string): void;
}

/** Statements of one kind: what they say, and where they are kept. */
export interface StatementKind<Row extends IssuedRow> {
  readonly type: StatementType;
  /** Returns what was issued last; undefined before the first. */
  newest(database: PlatformDatabase): Row | undefined;
  /** @throws Problem when there is nothing to say */
  saying(context: PlatformContext): Saying<Row>;
}

/** The statement in force of one kind. */
export interface IssuedStatements {
  /** @throws Problem when there is nothing to say */
  present(): Promise<Statement>;
}

/** Issues a statement with a higher number whenever what it says changes, another signer signs, or the last is old. */
export function issuedStatements<Row extends IssuedRow>(
  context: PlatformContext,
  kind: StatementKind<Row>,
): IssuedStatements {
  const turns = new InTurn();
  return { present: () => turns.run(() => presentStatement(context, kind)) };
}

async function presentStatement<Row extends IssuedRow>(
  context: PlatformContext,
  { type, newest, saying }: StatementKind<Row>,
): Promise<Statement> {
  const { database, clock, id: platform } = context;
  const { members, isIn, keep } = saying(context);
  const now = clock.now();
  const last = newest(database);
  if (last !== undefined && isIn(last) && isFresh(last, now)) {
    const statement = JSON.parse(last.statement) as Statement;
    if (isByPresentSigner(context, statement)) return statement;
  }
  const number = (last?.number ?? 0) + 1;
  const issuedAt = now.toISOString();
  const nextUpdate = new Date(now.getTime() + GOOD_MS).toISOString();
  const payload = { platform, number, issuedAt, nextUpdate, ...members };
  const statement = await stateAsPlatform(context, type, payload);
  keep(number, JSON.stringify(statement), issuedAt);
  return statement;
}

function isFresh({ issued_at }: IssuedRow, now: Date): boolean {
  const age = now.getTime() - Date.parse(issued_at);
  return age >= 0 && age < REISSUED_AFTER_MS;
}
