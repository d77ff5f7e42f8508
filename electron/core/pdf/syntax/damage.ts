import { CodedError, type ErrorCode } from '../../../shared/errors.ts';

/** An error about the file's structure; the offset is for logs. */
export function damaged(what: string, offset?: number, code: ErrorCode = 'PDF_DAMAGED'): CodedError {
  return offset === undefined
    ? new CodedError(code, what)
    : new CodedError(code, `${what} at byte ${String(offset)}`, { offset });
}
