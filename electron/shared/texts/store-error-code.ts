import type { ErrorCode } from '../errors.ts';

/** The codes that say what is wrong with the register's database and its backups. */
export type StoreErrorCode = Extract<ErrorCode, `STORE_${string}` | `BACKUP_${string}`>;
