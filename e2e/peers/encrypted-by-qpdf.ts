import { spawnSync } from 'node:child_process';
import { withFile } from './qpdf.ts';

/** How qpdf encrypts, by algorithm and revision of the handler (ISO 32000-2 §7.6). */
export const QPDF_KINDS: readonly (readonly [name: string, options: readonly string[]])[] = [
  ['RC4-40, R2', ['40']],
  ['RC4-128, R3', ['128', '--use-aes=n']],
  ['RC4-128, R4', ['128', '--use-aes=n', '--force-V4']],
  ['AES-128, R4', ['128', '--use-aes=y']],
  ['AES-128, R4, metadata in clear', ['128', '--use-aes=y', '--cleartext-metadata']],
  ['AES-256, R5', ['256', '--force-R5']],
  ['AES-256, R6', ['256']],
  ['AES-256, R6, metadata in clear', ['256', '--cleartext-metadata']],
];

interface Wish {
  readonly user: string;
  readonly owner: string;
  readonly options: readonly string[];
  /** Options for the file as a whole, such as --linearize. */
  readonly file?: readonly string[];
}

/** Encrypts a document by qpdf. */
export function encryptedByQpdf(pdf: Uint8Array, { user, owner, options, file = [] }: Wish): Uint8Array {
  const encryption = ['--encrypt', user, owner, ...options, '--'];
  return withFile(pdf, (path) => {
    const args = ['--allow-weak-crypto', '--warning-exit-0', ...file, ...encryption, path, '-'];
    const { status, stdout, stderr } = spawnSync('qpdf', args);
    if (status !== 0) throw new Error(stderr.toString('utf8'));
    return new Uint8Array(stdout);
  });
}

/** Returns what three other programs make of an encrypted document: whether it is clean, and the text of its pages. */
export function readByOthers(pdf: Uint8Array, password: string): Readonly<Record<string, string>> {
  return withFile(pdf, (path) => {
    const run = (program: string, ...args: readonly string[]): string =>
      spawnSync(program, args, { encoding: 'utf8' }).stdout.trim();
    const checked = run('qpdf', '--check', `--password=${password}`, path);
    return {
      qpdf: /^No syntax or stream encoding errors found/m.test(checked) ? 'clean' : checked,
      // MuPDF writes on a field that waits for a signature; the first line is the page's own.
      mupdf: run('mutool', 'draw', '-q', '-p', password, '-F', 'txt', path).split('\n')[0] ?? '',
      poppler: run('pdftotext', '-upw', password, path, '-'),
    };
  });
}
