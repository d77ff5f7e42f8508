import type { LossReport, LossState, WithdrawalState } from '../../shared/model/loss-report.ts';
import type { PolicyProfile } from '../../shared/model/policy-profile.ts';
import type { Result } from '../../shared/result.ts';

/** What a platform says of a loss report. */
export interface LossAnswer {
  readonly number: string;
  /** With the first answer only. */
  readonly secret: string | null;
  readonly state: LossState;
  readonly receivedAt: string;
  readonly withdrawal: {
    readonly state: Exclude<WithdrawalState, 'queued'>;
    readonly reason: string;
    readonly decisionReason: string | null;
  } | null;
}

/** By what an application or report is read without its key. */
export interface CaseKey {
  readonly number: string;
  readonly secret: string;
}

/** A platform's part in loss reports. Each call fails with the codes of the way to the platform. */
export interface LossPlatform {
  /** The same report is received once, however often it is sent. */
  report(report: LossReport): Promise<Result<LossAnswer>>;
  read(key: CaseKey): Promise<Result<LossAnswer>>;
  withdraw(key: CaseKey, reason: string, idempotencyKey: string): Promise<Result<LossAnswer>>;
}

/** The platforms that this computer knows, as far as a seal's life goes. */
export interface SealLifePlatforms {
  /** The platform that a seal belongs to; the first one where nothing names it, null where there is none. */
  platformOf(esId: string | null): Promise<string | null>;
  lossPlatform(platformId: string): LossPlatform | null;
  /** The rules that hold for the seals of a platform; null where they are not known. */
  profileOf(platformId: string | null): Promise<PolicyProfile | null>;
}
