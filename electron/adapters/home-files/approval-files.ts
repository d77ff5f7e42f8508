import { writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { LARGEST_REQUEST_FILE } from '../../core/approval/approval-request.ts';
import { LARGEST_SCAN, scanKindOf } from '../../core/image/image-format.ts';
import { toHex } from '../../core/bytes/encodings.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { ScanFolder } from '../../services/approvals/decide-request.ts';
import { MOST_HANDWRITING_BYTES } from '../../shared/model/seal-places.ts';
import { CodedError } from '../../shared/errors.ts';
import type { ApprovalRequest, PaperApproval } from '../../shared/model/approval.ts';
import { resultOf } from '../../shared/result.ts';
import { reading, writing } from '../files/file-errors.ts';
import { makePrivateFolder } from '../files/private-folder.ts';
import { expectRegularTarget, isRegularFile, readRegularFile } from '../files/regular-file.ts';
import { replaceFile } from '../files/replace-file.ts';

/**
 * Reads the file of an approval request.
 * @throws CodedError FILE_NOT_FOUND, FILE_UNREADABLE, FILE_NOT_REGULAR; APPROVAL_INVALID if it is too large for a
 * request
 */
export function readRequestFile(path: string): Uint8Array {
  const tooLarge = (): CodedError => new CodedError('APPROVAL_INVALID', 'too large', { field: 'size' });
  return reading(() => readRegularFile(path, { most: LARGEST_REQUEST_FILE, tooLarge }));
}

/**
 * Reads the picture of a signature.
 * @throws CodedError FILE_NOT_FOUND, FILE_UNREADABLE, FILE_NOT_REGULAR; FILE_TOO_LARGE for more than a picture has
 */
export function readSignaturePicture(path: string): Uint8Array {
  return reading(() => readRegularFile(path, { most: MOST_HANDWRITING_BYTES }));
}

/**
 * Writes the file of an approval request.
 * @param replace whether the person has agreed to replace a file there
 * @throws CodedError OUTPUT_EXISTS, OUTPUT_UNWRITABLE, DISK_FULL
 */
export function writeRequestFile(path: string, bytes: Uint8Array, replace: boolean): void {
  writing(() => {
    if (replace) expectRegularTarget(path);
    writeFileSync(path, bytes, { flag: replace ? 'w' : 'wx' });
  });
}

/**
 * Finds the documents of a request that came by mail: files of their names beside the request's own file.
 * @returns one path for each document, null if there is no such file
 */
export function documentsBeside(requestPath: string, { items }: ApprovalRequest): (string | null)[] {
  const folder = dirname(requestPath);
  return items.map(({ fileName }) => {
    const path = join(folder, fileName);
    return isRegularFile(path) ? path : null;
  });
}

const EXTENSIONS = { pdf: 'pdf', jpeg: 'jpg', png: 'png' } as const;

/** Keeps scans of paper approvals, each under its SM3: the same scan is kept once, whatever its file was called. */
export function scanFolder(folder: string, engine: Pick<SmEngine, 'sm3'>): ScanFolder {
  return {
    keep: (path) =>
      resultOf((): PaperApproval['scan'] => {
        const bytes = readScan(path);
        const kind = scanKindOf(bytes);
        if (kind === null) throw unsupported('kind');
        const sm3 = toHex(engine.sm3(bytes));
        writing(() => writeWhole(folder, `${sm3}.${EXTENSIONS[kind]}`, bytes));
        return { fileName: basename(path), kind, size: bytes.length, sm3 };
      }),
  };
}

function readScan(path: string): Uint8Array {
  return reading(() => readRegularFile(path, { most: LARGEST_SCAN, tooLarge: () => unsupported('size') }));
}

/** A file that is cut off never has the name of its hash. */
function writeWhole(folder: string, name: string, bytes: Uint8Array): void {
  makePrivateFolder(folder);
  replaceFile(folder, name, bytes, { mode: 0o600 });
}

function unsupported(what: string): CodedError {
  return new CodedError('APPROVAL_SCAN_UNSUPPORTED', what, { what });
}
