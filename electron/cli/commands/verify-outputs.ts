import { mkdirSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { writing } from '../../adapters/files/file-errors.ts';
import { createDraftFile, freePath, writeNewFile } from '../../adapters/files/node-files.ts';
import { utf8Bytes } from '../../core/bytes/encodings.ts';
import { REPORT_FORMATS, type ReportFileFormat } from '../../services/reports/render-report.ts';
import { verdictTableHead, verdictTableRow } from '../../services/reports/verdict-table.ts';
import type { Examination } from '../../services/reports/make-report.ts';
import type { ExportEngine } from '../../services/verdict-exports/export-engine.ts';
import type { Draft } from '../../services/ports/files.ts';
import type { Language } from '../../shared/model/app-info.ts';
import { resultOf, unwrap, type Result } from '../../shared/result.ts';
import { usage } from '../usage.ts';

/** A report that a person wants of each document. */
export interface ReportOrder {
  readonly format: ReportFileFormat;
  readonly path: string;
}

/** Reads `FORMAT:FILE`. @throws CodedError USAGE */
export function reportOrderOf(text: string): ReportOrder {
  const colon = text.indexOf(':');
  const format = REPORT_FORMATS.find((each) => each === text.slice(0, Math.max(0, colon)).toLowerCase());
  const path = text.slice(colon + 1);
  if (format === undefined || path === '') {
    throw usage(
      `--report 应为 pdf:文件、html:文件 或 json:文件，而不是“${text}”`,
      `--report takes pdf:FILE, html:FILE or json:FILE, not "${text}"`,
    );
  }
  return { format, path };
}

/** Others of this computer may read a report if the system lets them read new files. */
const PERMISSIONS = 0o644;

/** The table of a batch, which grows with each document and gets its name when all are in it. */
export class VerdictTable {
  readonly #draft: Draft;

  /** @throws CodedError OUTPUT_EXISTS, OUTPUT_UNWRITABLE, DISK_FULL */
  constructor(path: string) {
    this.#draft = createDraftFile(resolve(path), PERMISSIONS);
    this.#draft.write(utf8Bytes(verdictTableHead()));
  }

  add(examination: Examination): void {
    this.#draft.write(utf8Bytes(verdictTableRow(examination)));
  }

  publish(): void {
    this.#draft.publish();
  }

  discard(): void {
    this.#draft.discard();
  }
}

/** What draws reports. */
export type ReportWriter = Pick<ExportEngine, 'report'>;

interface ReportWriting {
  readonly isBatch: boolean;
  readonly language: Language;
  readonly exporter: ReportWriter;
}

/** Writes the reports of a document: in the file that was named, or for several documents in a folder of that name. */
export function writeReports(
  orders: readonly ReportOrder[],
  examination: Examination,
  { isBatch, language, exporter }: ReportWriting,
): Promise<Result<string[]>> {
  return resultOf(async () => {
    const written: string[] = [];
    for (const { format, path } of orders) {
      const bytes = unwrap(await exporter.report(examination, format, language));
      const target = isBatch ? freeNameIn(path, examination.report.file, format) : resolve(path);
      writeNewFile(target, bytes, PERMISSIONS);
      written.push(target);
    }
    return written;
  });
}

/** Returns `合同_验章报告.pdf` in the folder, numbered from 2 when another document has that name. */
function freeNameIn(folder: string, document: string, format: ReportFileFormat): string {
  writing(() => mkdirSync(resolve(folder), { recursive: true }));
  const stem = `${basename(document, extname(document))}_验章报告`;
  return freePath(join(resolve(folder), stem), `.${format}`);
}
