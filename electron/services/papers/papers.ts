import type { Result } from '../../shared/result.ts';

/** What a paper may be used for alone. It stands across every page, so that a copy is of no use elsewhere. */
export const PAPER_PURPOSES = {
  pinReset: '仅供口令重置',
  issue: '仅供申领印章',
  renewal: '仅供印章续期',
  replacement: '仅供换领印章',
  cancellation: '仅供注销印章',
} as const;

/** The variable parts of the watermark on every page of a paper. */
export interface Watermark {
  readonly purpose: keyof typeof PAPER_PURPOSES;
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
  /** Fails with FILE_*, RESET_PAPER_TYPE, RESET_PAPER_TOO_LARGE, or LIFE_PAPER_ACTIVE for an office document with macros. */
  read(path: string): Promise<Result<ReadPaper>>;
  /**
   * Refuses a PDF with scripts, or one that is an archive too. Fails with LIFE_PAPER_ACTIVE or RESET_PAPER_DAMAGED.
   * @param asIs its own bytes are sent
   */
  examine(paper: ReadPaper, asIs: boolean): Promise<Result<null>>;
  /** Makes a PDF with the watermark on every page. Fails with RESET_PAPER_*. */
  watermark(paper: ReadPaper, mark: Watermark): Promise<Result<{ pdf: Uint8Array; pages: number }>>;
  /** Keeps a watermarked paper where only this user can read it. */
  keep(number: string, paperId: string, pdf: Uint8Array): Promise<Result<null>>;
  /** Fails with FILE_NOT_FOUND when it is gone. */
  load(number: string, paperId: string): Promise<Result<Uint8Array>>;
  /** Deletes one paper, if it is there. */
  remove(number: string, paperId: string): Promise<void>;
  /** Deletes the papers of an application, if there are any. */
  discard(number: string): Promise<void>;
}
