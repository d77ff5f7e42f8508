import type { Result } from '../../../shared/result.ts';

/** The variable parts of the watermark on every page of a paper. */
export interface Watermark {
  /** The day in China, such as 2026-11-22. */
  readonly day: string;
  readonly number: string;
}

/** A person's file that was read and is of an accepted type. */
export interface ReadPaper {
  /** The file's name without its folder. */
  readonly name: string;
  readonly type: 'pdf' | 'jpeg' | 'png';
  readonly bytes: Uint8Array;
}

/** The papers of applications. The person's own files are only read. */
export interface PaperStore {
  /** Fails with FILE_*, RESET_PAPER_TYPE or RESET_PAPER_TOO_LARGE. */
  read(path: string): Promise<Result<ReadPaper>>;
  /** Makes a PDF with the watermark on every page. Fails with RESET_PAPER_*. */
  watermark(paper: ReadPaper, mark: Watermark): Promise<Result<{ pdf: Uint8Array; pages: number }>>;
  /** Keeps a watermarked paper where only this user can read it. */
  keep(number: string, paperId: string, pdf: Uint8Array): Promise<Result<null>>;
  /** Fails with FILE_NOT_FOUND when it is gone. */
  load(number: string, paperId: string): Promise<Result<Uint8Array>>;
  /** Deletes the papers of an application, if there are any. */
  discard(number: string): Promise<void>;
}
