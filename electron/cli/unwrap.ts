import { CodedError } from '../shared/errors.ts';
import type { Result } from '../shared/result.ts';

/** The value of a result; commands let the error fly to the one place that prints it. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new CodedError(result.error.code, result.error.code, result.error.details);
}
