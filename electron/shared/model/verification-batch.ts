import type { AppError } from '../errors.ts';
import type { Language } from './app-info.ts';
import type { VerificationReport } from './verification-report.ts';

/** Files that one batch may hold. A year of contracts has some thousands. */
export const MOST_BATCH_FILES = 5_000;

/** What the table of many documents says of one verdict. */
export interface BatchOutcome {
  readonly verdict: VerificationReport['verdict'];
  /** Says what is wrong first; for a valid document, all its seals in one line; '' for one without seals. */
  readonly note: Readonly<Record<Language, string>>;
  /** True for a valid document that is not to be relied on, such as a void one. */
  readonly isDoubtful: boolean;
  /** Present for a document that cannot be verified. */
  readonly error: AppError | null;
  /** Distinguished names, each once. */
  readonly signers: readonly string[];
  /** The number of signatures. */
  readonly signatures: number;
}

/** One document of a batch. */
export interface BatchRow {
  /** Main alone knows the path. */
  readonly id: string;
  /** Counts from 1 in the order in which the documents were found. */
  readonly number: number;
  readonly name: string;
  readonly folder: string;
  readonly state: 'waiting' | 'running' | 'done' | 'cancelled';
  /** Null until it is done. */
  readonly outcome: BatchOutcome | null;
}

export interface BatchProgress {
  readonly done: number;
  readonly total: number;
  readonly running: boolean;
  /** Null while too little is done to tell. */
  readonly remainingSeconds: number | null;
}

/** The rows that have changed, and how far the batch is. */
export interface BatchChange {
  readonly rows: readonly BatchRow[];
  readonly progress: BatchProgress;
}

/** What became of files and folders that the person wants verified. */
export interface AddedToBatch {
  /** The number of documents that were found. */
  readonly found: number;
  /** True where there are more than one batch may hold. */
  readonly truncated: boolean;
}

/** What a table of verdicts can be saved as. */
export const BATCH_FORMATS = ['csv', 'json'] as const;
export type BatchFormat = (typeof BATCH_FORMATS)[number];
