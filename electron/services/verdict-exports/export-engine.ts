import type { Language } from '../../shared/model/app-info.ts';
import type { Result } from '../../shared/result.ts';
import type { FileSource } from '../ports/files.ts';
import type { Examination } from '../reports/make-report.ts';
import type { ReportFileFormat } from '../reports/render-report.ts';

/** Makes what carries a verdict away. The app runs it in a worker thread, the command line in its own process. */
export interface ExportEngine {
  /**
   * Verifies and hashes a document. A file or a trust folder that cannot be read is said in the report.
   * @param at the time to judge at, ISO 8601; null judges now
   * @param hashed false saves the pass over the file for its hashes
   */
  examine(source: FileSource, trustFolder: string, at: string | null, hashed: boolean): Promise<Examination>;
  /** Writes the verification report (验章报告). Fails with the codes of the font files. */
  report(examination: Examination, format: ReportFileFormat, language: Language): Promise<Result<Uint8Array>>;
}
