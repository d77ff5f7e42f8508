import { timingSafeEqual } from 'node:crypto';

import { toHex, utf8Bytes } from '../../../electron/core/bytes/encodings.ts';
import type { Office } from '../office.ts';

const SECRET_LENGTH = 24;

/**
 * Something to show later on, 32 characters. The application keeps its SM3 alone; the answer that told it is kept too,
 * for a client that asks again because the answer was lost.
 */
export function newSecret({ random }: Pick<Office, 'random'>): string {
  return Buffer.from(random(SECRET_LENGTH)).toString('base64url');
}

export function secretSm3({ engine }: Pick<Office, 'engine'>, secret: string): string {
  return toHex(engine.sm3(utf8Bytes(secret)));
}

/** Whether somebody shows the secret of an application or a report. */
export function isApplicant(
  office: Pick<Office, 'database' | 'engine'>,
  number: string,
  shown: unknown,
): boolean {
  const sql = 'SELECT secret_sm3 FROM application WHERE number = ?';
  const kept = office.database.prepare<[string], { secret_sm3: string | null }>(sql).get(number)?.secret_sm3;
  if (typeof shown !== 'string' || kept === undefined || kept === null) return false;
  return timingSafeEqual(Buffer.from(secretSm3(office, shown)), Buffer.from(kept));
}
