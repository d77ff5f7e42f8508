import { createContext, Script } from 'node:vm';
import type { FindMatches } from '../../core/page-text/keyword.ts';
import { CodedError } from '../../shared/errors.ts';

/** A pattern that is any good is done with a page in a thousandth of this. */
const DEADLINE_MS = 500;

/** What the engine says when it breaks a run off. */
const TIMEOUT = 'ERR_SCRIPT_EXECUTION_TIMEOUT';

/**
 * Bounds the time that a regular expression takes for a page: some take longer than anybody lives. Only the engine can
 * break one off.
 * @returns a search that throws CodedError KEYWORD_TOO_SLOW
 */
export function withinDeadline(keyword: string, find: FindMatches, deadlineMs = DEADLINE_MS): FindMatches {
  const run = new Script('run()');
  let text = '';
  let found: ReturnType<FindMatches> = [];
  // A context costs half a millisecond, which a long document would pay for every page.
  const context = createContext({ run: () => (found = find(text)) });
  return (folded) => {
    text = folded;
    try {
      run.runInContext(context, { timeout: deadlineMs });
    } catch (error) {
      // The error is one of the other context, whose Error is not this one's.
      if (error !== null && typeof error === 'object' && Reflect.get(error, 'code') === TIMEOUT) {
        throw new CodedError('KEYWORD_TOO_SLOW', 'the regular expression takes too long', { keyword });
      }
      throw error;
    }
    return found;
  };
}
