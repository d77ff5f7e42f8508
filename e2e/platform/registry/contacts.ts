import { toHex, utf8Bytes } from '../../../electron/core/bytes/encodings.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import type { PlatformContext } from '../platform-context.ts';

/** A contact of a holder on file. */
interface Contact {
  readonly id: string;
  readonly kind: PlatformSchema<'LossContact'>['kind'];
  readonly value: string;
}

/** A message that the platform has sent. */
export interface SentMessage {
  readonly number: number;
  readonly sentAt: string;
  readonly recipient: string;
  readonly text: string;
}

/**
 * Puts two contacts of a holder on file, made up of its name: the telephone of its representative and the mailbox of its
 * office. Known ones stay as they are.
 */
export function registerContacts({ database, engine }: PlatformContext, holder: string): void {
  const digest = toHex(engine.sm3(utf8Bytes(holder)));
  const digits = String(Number.parseInt(digest.slice(0, 12), 16))
    .padStart(8, '0')
    .slice(-8);
  const insert = database.prepare('INSERT OR IGNORE INTO holder_contact VALUES (?, ?, ?, ?)');
  insert.run(holder, 'representative', 'telephone', `138${digits}`);
  insert.run(holder, 'office', 'mail', `office-${digest.slice(0, 6)}@example.com`);
}

export function contactsOf({ database }: Pick<PlatformContext, 'database'>, holder: string): Contact[] {
  const sql = 'SELECT id, kind, value FROM holder_contact WHERE holder = ? ORDER BY id DESC';
  return database.prepare<[string], Contact>(sql).all(holder);
}

/** Shows three digits and two, or the first letter and the domain. */
export function masked({ kind, value }: Contact): string {
  if (kind === 'telephone') return `${value.slice(0, 3)}******${value.slice(-2)}`;
  const [name = '', domain = ''] = value.split('@');
  return `${name.slice(0, 1)}***@${domain}`;
}

/** Sends a message. In the sandbox the operator's page shows it, and nobody else gets it. */
export function sendMessage(
  { database, clock }: Pick<PlatformContext, 'database' | 'clock'>,
  recipient: string,
  text: string,
): void {
  const sql = 'INSERT INTO message (sent_at, recipient, text) VALUES (?, ?, ?)';
  database.prepare(sql).run(clock.now().toISOString(), recipient, text);
}

/** Returns the times of the messages to a recipient since a time, the earliest first. */
export function messagesSince(
  { database }: Pick<PlatformContext, 'database'>,
  recipient: string,
  since: Date,
): Date[] {
  const sql = 'SELECT sent_at AS sentAt FROM message WHERE recipient = ? AND sent_at > ? ORDER BY sent_at';
  const rows = database.prepare<[string, string], { sentAt: string }>(sql);
  return rows.all(recipient, since.toISOString()).map(({ sentAt }) => new Date(sentAt));
}

/** Returns the newest messages for the operator, newest first. */
export function newestMessages(
  { database }: Pick<PlatformContext, 'database'>,
  limit: number,
): SentMessage[] {
  const sql = `SELECT number, sent_at AS sentAt, recipient, text FROM message ORDER BY number DESC LIMIT ?`;
  return database.prepare<[number], SentMessage>(sql).all(limit);
}
