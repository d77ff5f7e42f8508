import { CodedError, type AppError } from './errors.ts';

/** The outcome of an operation that may fail for a reason on which the user can act. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError };

export function success<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function failure<T = never>(error: AppError): Result<T> {
  return { ok: false, error };
}

/**
 * Runs `work` and turns a {@link CodedError} into a failed result. Anything else is a broken invariant and
 * goes on to the caller's door, which logs it once.
 */
export async function resultOf<T>(work: () => T | Promise<T>): Promise<Result<T>> {
  try {
    return success(await work());
  } catch (error) {
    if (error instanceof CodedError) return failure(error.toAppError());
    throw error;
  }
}

/**
 * Returns the value of a result, for work inside {@link resultOf}. @throws CodedError if the result failed
 */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  const { code, details } = result.error;
  throw new CodedError(code, code, details);
}
