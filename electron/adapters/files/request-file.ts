import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LARGEST_REQUEST_FILE } from '../../core/approval/approval-request.ts';
import type { ApprovalRequest } from '../../shared/model/approval.ts';
import { CodedError } from '../../shared/errors.ts';
import { reading, writing } from './file-errors.ts';

/** @throws CodedError FILE_NOT_FOUND, FILE_UNREADABLE; APPROVAL_INVALID where it is too large for a request */
export function readRequestFile(path: string): Uint8Array {
  if (reading(() => statSync(path).size) > LARGEST_REQUEST_FILE) {
    throw new CodedError('APPROVAL_INVALID', 'too large', { field: 'size' });
  }
  return reading(() => new Uint8Array(readFileSync(path)));
}

/**
 * @param replace whether the person has agreed to replace a file there
 * @throws CodedError OUTPUT_EXISTS, OUTPUT_UNWRITABLE, DISK_FULL
 */
export function writeRequestFile(path: string, bytes: Uint8Array, replace: boolean): void {
  writing(() => writeFileSync(path, bytes, { flag: replace ? 'w' : 'wx' }));
}

/** Where the documents of a request lie that came by mail: beside its file, where one of their name is there. */
export function documentsBeside(requestPath: string, { items }: ApprovalRequest): (string | null)[] {
  const folder = dirname(requestPath);
  return items.map(({ fileName }) => {
    const path = join(folder, fileName);
    return existsSync(path) ? path : null;
  });
}
