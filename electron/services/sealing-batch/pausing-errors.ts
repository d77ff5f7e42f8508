import type { ErrorCode } from '../../shared/errors.ts';

/** Codes that are about one document, its places or its output: the documents behind it may be sealed all the same. */
const OF_ONE_DOCUMENT =
  /^(?:FILE|PDF|NOT_A_PDF|PREFLIGHT|PAGE|FIELD|STRADDLE|PLACES|KEYWORD|BATCH|SEAL_OFF_PAGE|SEAL_PLACE|OUTPUT_EXISTS|OUTPUT_CHECK|DER|INTERNAL|APPROVAL_(?:MISMATCH|USED$|UNSETTLED|EXPIRED|NOT_))/;

/**
 * Tells whether a failure stands in the way of every further document too, as a key that is gone, a refused PIN or a full
 * disk. The batch then pauses at the document, which counts as untouched.
 */
export function pausesBatch(code: ErrorCode): boolean {
  return !OF_ONE_DOCUMENT.test(code);
}

/** Codes that say that the key is not there now. */
const KEY_AWAY: readonly ErrorCode[] = [
  'TOKEN_REMOVED',
  'TOKEN_NOT_FOUND',
  'TOKEN_HOST_CRASHED',
  'TOKEN_TIMEOUT',
  'KEY_NOT_FOUND',
  'MODULE_NO_TOKEN',
  'MODULE_NO_READER',
];

/** Tells whether the batch may go on as soon as the key is back. */
export function isKeyAway(code: ErrorCode): boolean {
  return KEY_AWAY.includes(code);
}
