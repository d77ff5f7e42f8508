import type { RegisterAudit } from './register.ts';
import type { SealState } from './seal-standing.ts';
import type { VerificationReport } from './verification-report.ts';

/** What is audited: a home or a copy of one, a backup of its register, or a register that was exported as JSON. */
export type AuditSource = 'home' | 'backup' | 'export';

/** What an auditor reads: a register, what was reported and applied for, and what platforms have stated. */
export interface AuditView {
  readonly source: AuditSource;
  /** Whether the register is as it was written; null for an exported one, which carries no proof of that. */
  readonly register: RegisterAudit | null;
  /** What an exported register shows of itself; null for any other source. */
  readonly exported: ExportedFindings | null;
  /** Entries by act, each with how many succeeded and how many did not. */
  readonly acts: Readonly<Record<string, { readonly done: number; readonly failed: number }>>;
  /** The time of the first and of the last readable entry, ISO 8601; null in an empty register. */
  readonly from: string | null;
  readonly to: string | null;
  readonly lossReports: readonly Reported[];
  readonly applications: readonly Reported[];
  readonly statements: readonly StatedByPlatform[];
}

/** What can be seen in an exported register by itself. */
export interface ExportedFindings {
  readonly size: number;
  /** The numbers that no entry has between the first and the last, from 1; the first few. */
  readonly missing: readonly number[];
  readonly missingCount: number;
  /** Whether a number stands twice. */
  readonly repeats: boolean;
}

/** A loss report or an application. */
export interface Reported {
  readonly number: string;
  readonly what: string;
  readonly seal: string;
  /** ISO 8601 */
  readonly at: string;
  readonly state: string;
}

/** States that a platform gives a seal, its certificate and its enterprise. */
export type StatedState =
  `seal-${SealState}` | 'certificate-revoked' | `enterprise-${'normal' | 'revoked' | 'cancelled'}`;

export interface StatedByPlatform {
  readonly platform: string;
  readonly what: string;
  /** What it is about or says. */
  readonly content: string;
  /** What it states of a seal, its certificate and its enterprise. */
  readonly states: readonly StatedState[];
  /** As of when, ISO 8601; '' where it has no time. */
  readonly asOf: string;
}

/** What the window shows of an audit that was opened. */
export interface OpenedAuditView extends AuditView {
  /** The name of the folder or file. */
  readonly name: string;
  readonly folder: string;
}

/** An evidence package whose verdict was repeated from the package alone. */
export interface PackageCheck {
  readonly name: string;
  readonly document: string;
  /** ISO 8601 */
  readonly judgedAt: string;
  readonly madeBy: string;
  /** To be compared with what whoever made it says. */
  readonly manifestSm3: string;
  readonly report: VerificationReport;
  readonly altered: readonly string[];
  readonly differences: readonly string[];
  /** Whose word the verdict rests on. */
  readonly roots: readonly { readonly subject: string; readonly sm3: string }[];
}
