import type { AppError } from '../../shared/errors.ts';
import type { ListTable, RecordTable, RegisterTable } from './register-tables.ts';
import type { SealStatusTable } from './seal-status-database.ts';

/** What a worker is started with. */
export interface StoreSettings {
  /** The folder that holds the database and its backups. */
  readonly folder: string;
  readonly olderBinding: string;
}

/** What was done about a damaged database. */
export interface StoreDamage {
  /** The seal status feeds have no backup; they are fetched again. */
  readonly part: 'register' | 'sealStatus';
  /** Where the damaged file lies now; null where the file was missing although there are backups. */
  readonly setAside: string | null;
  /** The backup that took its place; null where there is none and an empty database did. */
  readonly restoredFrom: string | null;
}

/** How the database was found when it was opened. */
export interface StoreOpening {
  /** Null where it was sound. */
  readonly damage: StoreDamage | null;
}

/** How many entries the register of a copy holds. */
export interface StoreCopy {
  readonly entries: number;
}

export interface StoreRestore extends StoreCopy {
  /** Where the database lies that was in use before. */
  readonly setAside: string;
}

/** All that a worker does: the tables' rows, and the register's file as a whole. */
export interface StoreMethods extends RegisterTable, RecordTable, ListTable, SealStatusTable {
  opening(): StoreOpening;
  backup(file: string): Promise<StoreCopy>;
  restore(file: string): StoreRestore;
  /** Ends what is under way and lets go of the file. */
  close(): Promise<void>;
}

export type StoreMethod = keyof StoreMethods;
export type StoreArguments<M extends StoreMethod> = Parameters<StoreMethods[M]>;
export type StoreAnswer<M extends StoreMethod> = Awaited<ReturnType<StoreMethods[M]>>;

export type StoreRequest = {
  readonly [M in StoreMethod]: { readonly id: number; readonly method: M; readonly args: StoreArguments<M> };
}[StoreMethod];

export type StoreReply = { readonly kind: 'damaged'; readonly damage: StoreDamage } | StoreAnswerMessage;

export type StoreAnswerMessage =
  | { readonly id: number; readonly kind: 'done'; readonly value: unknown }
  | { readonly id: number; readonly kind: 'failed'; readonly error: AppError }
  | { readonly id: number; readonly kind: 'broken'; readonly message: string };
