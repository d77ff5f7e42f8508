import type { AppError } from '../errors.ts';
import type { PolicyProfile } from './policy-profile.ts';

/** How a profile stands at a time. A draft is in effect nowhere, though a platform may go by it. */
export type PolicyStanding = 'draft' | 'notYet' | 'inEffect' | 'ended';

export interface StandingPolicy {
  readonly profile: PolicyProfile;
  readonly standing: PolicyStanding;
}

/** A configured platform and the rules that hold for its seals. */
export interface PlatformPolicy {
  readonly platformId: string;
  readonly platformName: string;
  /** As its configuration names it; what took its place since is in `policy`. */
  readonly profileId: string;
  /** Null where nobody knows the profile: its seals are then not used. */
  readonly policy: StandingPolicy | null;
}

/** What the settings show of rules. */
export interface PolicyView {
  readonly platforms: readonly PlatformPolicy[];
  /** All that are known here. */
  readonly profiles: readonly StandingPolicy[];
  /** Files of rules, or of platforms, that cannot be used. */
  readonly problems: readonly AppError[];
}
