import type { Delegation } from './delegation.ts';
import type { CancellationReason, ReplacementReason } from './policy-profile.ts';
import type { LossReport } from './loss-report.ts';
import type { SealApplication } from './seal-application.ts';

/** What the rules of a seal's platform say of the acts in its life. Reasons are null where none are listed. */
export interface SealLifeRules {
  readonly platformName: string;
  readonly replacementReasons: readonly ReplacementReason[] | null;
  readonly cancellationReasons: readonly CancellationReason[] | null;
  /** What becomes of the former seal when it is replaced; null where the rules do not say. */
  readonly former: 'voidAtOnce' | 'voidWhenReplaced' | 'cancelled' | null;
  /** Where each rule stands, ready to be cited, in both languages; null where there is none. */
  readonly clauses: Readonly<
    Record<'renewal' | 'replacement' | 'cancellation' | 'delegation', Citation | null>
  >;
}

export interface Citation {
  readonly zh: string;
  readonly en: string;
}

export interface LossReportView extends LossReport {
  /** Whether its withdrawal may be asked for now. */
  readonly mayWithdraw: boolean;
  /** Where the rule of loss reports stands. */
  readonly clause: Citation | null;
}

/** All that this computer follows of seals' lives. */
export interface SealLifeView {
  /** Newest first. */
  readonly losses: readonly LossReportView[];
  /** Newest first. */
  readonly applications: readonly SealApplication[];
  readonly delegations: readonly Delegation[];
  /** By esID, of the seals on the keys that are there; absent for a seal that belongs to no platform. */
  readonly rules: Readonly<Record<string, SealLifeRules>>;
  readonly hasPlatform: boolean;
}

/** What a platform has decided or taken, told as it becomes known. */
export type SealLifeNews =
  | { readonly kind: 'loss'; readonly report: LossReport }
  | { readonly kind: 'application'; readonly application: SealApplication };
