import { memorySource } from '../../../electron/core/bytes/byte-source.ts';
import { toHex } from '../../../electron/core/bytes/encodings.ts';
import { readOfficeDocument } from '../../../electron/core/office/office-document.ts';
import { expectPassive } from '../../../electron/services/papers/active-content.ts';
import { CodedError } from '../../../electron/shared/errors.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import type { PlatformContext } from '../platform-context.ts';
import { Problem } from '../problem.ts';
import { say } from '../language.ts';

export type PaperKind = PlatformSchema<'ApplicationPaperKind'>;

/** A paper in a list. */
export interface ListedPaper {
  readonly id: string;
  readonly kind: PaperKind;
  readonly size: number;
  readonly sm3: string;
}

const MOST_PAPERS = 10;
const PDF_MARK = '%PDF-';

/**
 * Keeps a paper of an application. It replaces a paper of the same id.
 * @throws Problem
 */
export function keepPaper(
  context: Pick<PlatformContext, 'database' | 'engine' | 'limits'>,
  number: string,
  paper: { readonly id: string; readonly kind: PaperKind; readonly bytes: Uint8Array },
): void {
  const { id, kind, bytes } = paper;
  if (bytes.length > context.limits.largestPaperOctets)
    throw new Problem('too-large', say('每份材料不得超过 10 MB', 'A paper has 10 MB at most'));
  if (readOfficeDocument(memorySource(bytes))?.holdsMacros === true)
    throw new Problem('active-content', say('不收含宏的文件', 'Files with macros are not taken'));
  const beginning = Buffer.from(bytes.subarray(0, PDF_MARK.length)).toString('latin1');
  if (beginning !== PDF_MARK)
    throw new Problem('wrong-media-type', say('只收 PDF 文件', 'Only PDF files are taken'));
  refuseScripts(id, bytes);
  const others = listPapers(context, number).filter((each) => each.id !== id);
  if (others.length >= MOST_PAPERS)
    throw new Problem(
      'wrong-state',
      say(`最多 ${MOST_PAPERS} 份材料`, `There are ${MOST_PAPERS} papers at most`),
    );
  context.database
    .prepare('INSERT OR REPLACE INTO paper VALUES (?, ?, ?, ?, ?)')
    .run(number, id, kind, toHex(context.engine.sm3(bytes)), bytes);
}

/** Refuses a PDF with scripts. One that cannot be read is left to the officer, who looks at every paper. */
function refuseScripts(name: string, bytes: Uint8Array): void {
  try {
    expectPassive({ name, type: 'pdf', bytes }, false);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    throw new Problem('active-content', say('文件含有脚本或自动动作', 'The file holds scripts or actions'));
  }
}

export function listPapers({ database }: Pick<PlatformContext, 'database'>, number: string): ListedPaper[] {
  const sql = 'SELECT id, kind, length(bytes) AS size, sm3 FROM paper WHERE number = ? ORDER BY id';
  return database.prepare<[string], ListedPaper>(sql).all(number);
}

/**
 * Reads a paper for the operator.
 * @returns the PDF; null when there is none
 */
export function readPaper(
  { database }: Pick<PlatformContext, 'database'>,
  number: string,
  id: string,
): Uint8Array | null {
  const sql = 'SELECT bytes FROM paper WHERE number = ? AND id = ?';
  return database.prepare<[string, string], { bytes: Uint8Array }>(sql).get(number, id)?.bytes ?? null;
}

export function deletePaper(
  { database }: Pick<PlatformContext, 'database'>,
  number: string,
  id: string,
): void {
  database.prepare('DELETE FROM paper WHERE number = ? AND id = ?').run(number, id);
}

export function deletePapers({ database }: Pick<PlatformContext, 'database'>, number: string): void {
  database.prepare('DELETE FROM paper WHERE number = ?').run(number);
}
