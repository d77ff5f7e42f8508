import type { ErrorCode } from '../errors.ts';

/** What a verdict can be exported as: a report in three formats, an evidence package (证据包), an archive package (归档包). */
export const VERDICT_EXPORTS = ['pdf', 'html', 'json', 'evidence', 'archive'] as const;

export type VerdictExport = (typeof VERDICT_EXPORTS)[number];

/** What was exported. */
export interface SavedExport {
  readonly kind: VerdictExport;
  /** Name of the file, without its folders. */
  readonly name: string;
  /** SM3 of a package's manifest, hexadecimal; null for a report. */
  readonly manifestSm3: string | null;
  /** The seals whose platform was asked for an evidence package and gave no answer, each with the reason. */
  readonly unanswered: readonly {
    readonly sealName: string;
    readonly platform: string;
    readonly code: ErrorCode;
  }[];
}
