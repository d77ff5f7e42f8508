import type { AppError } from '../../shared/errors.ts';
import type { PolicyProfile } from '../../shared/model/policy-profile.ts';
import type { SealInfo } from '../../shared/model/token.ts';
import type { PlatformKnowledge, StandingLossReport } from './ports.ts';

/** All that the rules judge by, gathered beforehand. */
export interface SealingSituation {
  readonly now: Date;
  readonly seal: Pick<SealInfo, 'esId' | 'name' | 'kind' | 'validFrom' | 'validTo'>;
  readonly certificate: {
    /** ISO 8601; null where it is not revoked by any list here. */
    readonly revokedSince: string | null;
    /** An authority above it has no list here that can be used. */
    readonly unlisted: boolean;
    /** Null where the certificate cannot be read. */
    readonly notAfter: Date | null;
  };
  /** Null where no platform is configured. */
  readonly knowledge: PlatformKnowledge | null;
  /** The rules in effect now; null without a platform, or where nobody knows its profile. */
  readonly policy: PolicyProfile | null;
  readonly lossReport: StandingLossReport | null;
  /** From when the seal counts as unused for too long; null where no rule or no record says so. */
  readonly idleFrom: Date | null;
  /** The latest time in the register since the last synchronisation, ISO 8601; null for none. */
  readonly latestUse: string | null;
}

/** One rule: why the seal may not be used now, or null. */
export type SealingRule = (situation: SealingSituation) => AppError | null;
