import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Writes bytes to a temporary file that exists as long as `use` runs. */
export function withFile<Result>(bytes: Uint8Array, use: (path: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'sealdesk-'));
  const path = join(folder, 'file.pdf');
  try {
    writeFileSync(path, bytes);
    return use(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Returns the warnings and errors of `qpdf --check` without the file's name; empty when the file is clean. */
export function qpdfFindings(bytes: Uint8Array): readonly string[] {
  return withFile(bytes, (path) => {
    const { status, stdout, stderr } = spawnSync('qpdf', ['--check', path], { encoding: 'latin1' });
    const findings = `${stdout}\n${stderr}`.split('\n').filter((line) => /^(WARNING|ERROR|qpdf:)/.test(line));
    if (status !== 0 && findings.length === 0) return [`status ${String(status)}`];
    return findings.map((line) => line.replaceAll(path, 'FILE'));
  });
}

/** Returns the document as qpdf writes it with these options. */
export function rewrittenByQpdf(bytes: Uint8Array, ...options: readonly string[]): Uint8Array {
  return withFile(bytes, (path) => {
    const { status, stdout, stderr } = spawnSync('qpdf', [...options, '--static-id', path, '-']);
    if (status !== 0) throw new Error(stderr.toString('latin1'));
    return new Uint8Array(stdout);
  });
}
