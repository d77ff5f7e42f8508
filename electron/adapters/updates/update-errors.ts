import { CodedError, type ErrorCode } from '../../shared/errors.ts';
import { systemErrorName, writing } from '../files/file-errors.ts';
import { Unreachable } from './fetchers.ts';

/**
 * What tuf-js and its models say, and the code that it is for a person. Errors of metadata that name others are wrapped in texts, so
 * that the class alone does not tell; the version is pinned, and the tests of every attack hold these to it.
 */
const CODES: readonly (readonly [RegExp, ErrorCode])[] = [
  [/unreachable: |HTTP \d{3}/, 'UPDATE_UNREACHABLE'],
  [/is expired/, 'UPDATE_EXPIRED'],
  [/is less than current version/, 'UPDATE_ROLLED_BACK'],
  [/was signed by \d+\/\d+ keys|Expected (length|hash) /, 'UPDATE_FORGED'],
];

/** Returns the coded error for what tuf-js threw. @throws what is no error of files, of the network or of metadata */
export function updateError(error: unknown): CodedError {
  if (error instanceof CodedError) return error;
  if (!(error instanceof Error)) throw error;
  if (systemErrorName(error) !== undefined) return ofSystem(error);
  const text = error instanceof Unreachable ? `unreachable: ${error.message}` : error.message;
  const code = CODES.find(([said]) => said.test(text))?.[1] ?? 'UPDATE_DAMAGED';
  return new CodedError(code, text, { reason: text.slice(0, 200) });
}

function ofSystem(error: Error): CodedError {
  try {
    return writing(() => {
      throw error;
    });
  } catch (translated) {
    if (translated instanceof CodedError) return translated;
    throw translated;
  }
}
