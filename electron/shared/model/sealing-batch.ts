import type { AppError, ErrorCode } from '../errors.ts';
import type { TrustedTime } from './sealing.ts';

/**
 * What is known of one document of a batch: not looked at yet, being converted to PDF, looked at and fit or not, being sealed, and how that
 * ended. A document that is left out keeps its reason, if it has one.
 */
export type SealingState =
  'waiting' | 'converting' | 'checking' | 'ready' | 'refused' | 'sealing' | 'sealed' | 'failed' | 'leftOut';

/** Codes of a document that waits for a password: to be opened, or to be sealed in spite of its permissions. */
const LOCKED: readonly ErrorCode[] = ['PDF_PASSWORD_NEEDED', 'PDF_PASSWORD_WRONG', 'PDF_PERMISSION_DENIED'];

/** Tells whether a document of a batch waits for a password. */
export function isLockedRow({ error }: Pick<SealingRow, 'error'>): boolean {
  return error !== null && LOCKED.includes(error.code);
}

/** Tells whether a batch works on its own, so that nothing else may begin. */
export function isBusyStep({ step }: BatchPhase): boolean {
  return step === 'converting' || step === 'checking' || step === 'sealing';
}

/** What the dry run of one document has found. */
export interface BatchPlan {
  readonly pages: number;
  /** The number of places at which the seal would be shown. */
  readonly hits: number;
  /** How many of them cover a seal that is there, or each other. */
  readonly covering: number;
  /** Codes of the red findings that the person has to accept by name. */
  readonly toAccept: readonly string[];
  /** Where the seals would be shown, the first {@link MOST_LISTED_PLACES} of them. */
  readonly places: readonly PlannedPlace[];
  /** What keeps seals from places, as many at most. */
  readonly misses: readonly MissedPlace[];
  /** Numbers of the approvals that the seals rest on, in their order; null for a seal without one. */
  readonly approvals: readonly (string | null)[];
  /** Whether the last seal locks the document (锁定签章), so that nobody can seal it afterwards. */
  readonly locks: boolean;
}

/** A place at which a seal would be shown: its middle, in millimetres from the top left of the page. */
export interface PlannedPlace {
  /** The seal by its place in the order, from 0. */
  readonly seal: number;
  /** From 1. */
  readonly page: number;
  readonly xMm: number;
  readonly yMm: number;
}

/** Something that keeps a seal of the order from a place. */
export interface MissedPlace {
  readonly seal: number;
  readonly code: ErrorCode;
  /** From 1; null for a problem of no page that the document has. */
  readonly page: number | null;
}

/** Nobody reads longer lists; a document of thousands of pages would make thousands. */
export const MOST_LISTED_PLACES = 100;

/** What a sealing has made. */
export interface BatchSealed {
  readonly sm3Before: string;
  readonly sm3After: string;
  /** ISO 8601 */
  readonly signedAt: string;
  /** Null when it is not known any more, after the program was started anew. */
  readonly trustedTime: TrustedTime | null;
}

/** One document of a batch. */
export interface SealingRow {
  /** Main alone knows the path. */
  readonly id: string;
  /** Counts from 1 in the order in which the documents were added. */
  readonly number: number;
  readonly name: string;
  readonly folder: string;
  readonly state: SealingState;
  /** The name of the office document or picture that it was made from; null if it is as it was added. */
  readonly madeFrom: string | null;
  /** Null until it was looked at. */
  readonly plan: BatchPlan | null;
  /** Why it cannot be sealed, or was not. */
  readonly error: AppError | null;
  /** The name of the new file, planned or made. */
  readonly output: string | null;
  readonly sealed: BatchSealed | null;
}

/** What a batch does now. It pauses by itself when the key, the PIN or the place of the outputs is in the way. */
export type BatchPhase =
  | { readonly step: 'collecting' | 'converting' | 'checking' | 'checked' | 'sealing' | 'ended' }
  | { readonly step: 'paused'; readonly error: AppError | null };

export interface SealingProgress {
  readonly phase: BatchPhase;
  /** Of the present step: documents converted, looked at, or sealed and failed. */
  readonly done: number;
  readonly total: number;
  readonly sealed: number;
  /** Documents that cannot be sealed or were not. */
  readonly failed: number;
  /** Null while too little is done to tell. */
  readonly remainingSeconds: number | null;
}

/** The rows that have changed, and how far the batch is. */
export interface SealingBatchChange {
  readonly rows: readonly SealingRow[];
  readonly progress: SealingProgress;
}

/** A batch that an earlier start did not end. */
export interface UnfinishedBatch {
  readonly id: string;
  /** ISO 8601 */
  readonly startedAt: string;
  readonly outFolder: string;
  readonly total: number;
  readonly left: number;
}

/** Names of outputs as a pattern, where `{name}` is the original's, `{date}` the day and `{number}` the place in the batch. */
export const DEFAULT_OUTPUT_PATTERN = '{name}_已盖章_{date}';
