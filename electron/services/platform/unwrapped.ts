import { CodedError } from '../../shared/errors.ts';
import type { Result } from '../../shared/result.ts';

/** The value of a result. @throws CodedError with the code and details of a failed one */
export function unwrapped<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new CodedError(result.error.code, result.error.code, result.error.details);
}
