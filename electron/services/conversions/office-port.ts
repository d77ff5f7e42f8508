import type { Result } from '../../shared/result.ts';
import type { OpenFile } from '../ports/files.ts';

/** An office program that is there. */
export interface OfficeProgram {
  /** As people know it. */
  readonly name: string;
  /** Absolute path of what is started. */
  readonly path: string;
}

/** One document for an office program. */
export interface OfficeJob {
  readonly program: OfficeProgram;
  /** The document. The program gets a copy under a plain name. */
  readonly source: OpenFile;
  /** The ending of that name, without its dot. */
  readonly extension: string;
  readonly deadlineMs: number;
  /** Resolves when the person cancels, which ends the program. */
  readonly cancelled?: Promise<unknown> | undefined;
}

/** Office programs as use cases see them. */
export interface OfficePort {
  /** Looks for programs, in the order in which they are to be used. Nothing is started. */
  find(): readonly OfficeProgram[];
  /**
   * Has a program convert a copy of a document, with macros and network off. Fails with OFFICE_PROGRAM_HUNG,
   * OFFICE_PROGRAM_FAILED, OFFICE_WROTE_NOTHING, OUTPUT_UNWRITABLE, DISK_FULL, CANCELLED and as reading does.
   * @param use reads the PDF, which is gone afterwards
   */
  convert<T>(job: OfficeJob, use: (pdf: OpenFile) => T): Promise<Result<T>>;
}
