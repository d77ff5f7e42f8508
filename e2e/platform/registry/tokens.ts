import type { PlatformContext } from '../platform-context.ts';

/** A key that the platform has issued. Unblocking needs its administrator PIN. */
export interface RegisteredToken {
  readonly serial: string;
  readonly holder: string;
  readonly soPin: string;
}

type Store = Pick<PlatformContext, 'database'>;

/** Registers a token. A known token keeps its administrator PIN, which may have been changed since. */
export function registerToken({ database }: Store, { serial, holder, soPin }: RegisteredToken): void {
  database.prepare('INSERT OR IGNORE INTO token VALUES (?, ?, ?)').run(serial, holder, soPin);
}

export function findToken({ database }: Store, serial: string): RegisteredToken | null {
  const sql = 'SELECT serial, holder, so_pin AS soPin FROM token WHERE serial = ?';
  return database.prepare<[string], RegisteredToken>(sql).get(serial) ?? null;
}

/** Returns the serial number of a holder's token, or null when the platform has issued none. */
export function tokenOf({ database }: Store, holder: string): string | null {
  const sql = 'SELECT serial FROM token WHERE holder = ? LIMIT 1';
  return database.prepare<[string], { serial: string }>(sql).get(holder)?.serial ?? null;
}

export function changeSoPin({ database }: Store, serial: string, soPin: string): void {
  database.prepare('UPDATE token SET so_pin = ? WHERE serial = ?').run(soPin, serial);
}
