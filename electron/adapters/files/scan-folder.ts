import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { LARGEST_SCAN, scanKindOf } from '../../core/approval/scan-kind.ts';
import { toHex } from '../../core/bytes/hex.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { ScanFolder } from '../../services/approvals/decide-request.ts';
import { CodedError } from '../../shared/errors.ts';
import type { PaperApproval } from '../../shared/model/approval.ts';
import { resultOf } from '../../shared/result.ts';
import { reading, writing } from './file-errors.ts';

const EXTENSIONS = { pdf: 'pdf', jpeg: 'jpg', png: 'png' } as const;

/** Scans of paper approvals, each under its SM3: the same one is kept once, whatever it was called. */
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
  if (reading(() => statSync(path).size) > LARGEST_SCAN) throw unsupported('size');
  return reading(() => new Uint8Array(readFileSync(path)));
}

/** A file that is cut off never has the name of its hash. */
function writeWhole(folder: string, name: string, bytes: Uint8Array): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `.${name}.${process.pid}.part`);
  try {
    writeFileSync(draft, bytes, { mode: 0o600, flush: true });
    renameSync(draft, join(folder, name));
  } finally {
    rmSync(draft, { force: true });
  }
}

function unsupported(what: string): CodedError {
  return new CodedError('APPROVAL_SCAN_UNSUPPORTED', what, { what });
}
