import type { Language } from '../../shared/model/app-info.ts';
import type { PageImage } from '../../shared/model/page-image.ts';
import type { DocumentDetails } from '../../shared/model/document-details.ts';
import type { Result } from '../../shared/result.ts';
import type { PackedArchive } from '../archive-package/write-archive.ts';
import type { Recheck } from '../evidence-package/recheck.ts';
import type { AskedPlatforms } from '../platform/seal-evidence.ts';
import type { RegisterExtract } from '../evidence-package/register-part.ts';
import type { PackedEvidence } from '../evidence-package/write-evidence.ts';
import type { RevisionFacts } from '../documents/revision-history.ts';
import type { FileSource } from '../ports/files.ts';
import type { Examination, ExaminationDepth } from '../reports/make-report.ts';
import type { ReportFileFormat } from '../reports/render-report.ts';

/** A package that is wanted of a document. */
export interface PackageOrder {
  readonly source: FileSource;
  readonly trustFolder: string;
  /** The time to judge at, ISO 8601; null judges now. */
  readonly at: string | null;
  readonly outputPath: string;
  readonly register: readonly RegisterExtract[];
}

/** An evidence package that is wanted of a document. */
export interface EvidenceOrder extends PackageOrder {
  /** Pictures of pages of its signed versions; none where nothing draws, as in the command line. */
  readonly images: readonly PageImage[];
  /** What platforms have stated on its seals when they were asked for this package. */
  readonly platform: AskedPlatforms;
}

/** Makes what carries a verdict away. The app runs it in a worker thread, the command line in its own process. */
export interface ExportEngine {
  /**
   * Verifies and hashes a document. A file or a trust folder that cannot be read is said in the report.
   * @param at the time to judge at, ISO 8601; null judges now
   */
  examine(
    source: FileSource,
    trustFolder: string,
    at: string | null,
    depth: ExaminationDepth,
  ): Promise<Examination>;
  /** Writes the verification report (验章报告). Fails with the codes of the font files. */
  report(examination: Examination, format: ReportFileFormat, language: Language): Promise<Result<Uint8Array>>;
  /**
   * Tells what stands behind the report of a document: its revisions, the seals and the certificates. Fails with
   * FILE_OVER_BUDGET, TRUST_FOLDER_UNREADABLE, and as reading it does.
   */
  details(source: FileSource, trustFolder: string): Promise<Result<DocumentDetails>>;
  /** Lists the versions of a document. Fails as reading it does. */
  revisions(source: FileSource): Promise<Result<readonly RevisionFacts[]>>;
  /** Writes one version to a new file, byte by byte. Fails with REVISION_NOT_FOUND, and as files fail. */
  extract(source: FileSource, number: number, outputPath: string): Promise<Result<RevisionFacts>>;
  /** Writes an evidence package (证据包) to a new file. Fails with FILE_OVER_BUDGET, and as files fail. */
  evidence(order: EvidenceOrder): Promise<Result<PackedEvidence>>;
  /** Writes an archive package (归档包) to a new file. Fails with FILE_OVER_BUDGET, and as files fail. */
  archive(order: PackageOrder): Promise<Result<PackedArchive>>;
  /**
   * Repeats the verdict of an evidence package. Fails with PACKAGE_DAMAGED, FILE_OVER_BUDGET, and as files fail.
   * @param source the package, and the password of an encrypted document in it
   * @param trustFolder judges by this folder in place of the certificates in the package; null judges by the package
   */
  recheck(source: FileSource, trustFolder: string | null): Promise<Result<Recheck>>;
}
