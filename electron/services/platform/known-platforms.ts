import type { AppError } from '../../shared/errors.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import type { BindingStanding } from '../../shared/model/platform-binding.ts';
import type { PolicyProfile } from '../../shared/model/policy-profile.ts';

/** The source of the rules for the seals of a platform. */
type PolicySource = 'statement' | 'shipped' | 'file';

/** The rules that apply to the seals of a platform now. */
export interface PolicyInForce {
  readonly profile: PolicyProfile;
  /** A signed statement of the platform, the profiles of this program, or a file of the home. */
  readonly source: PolicySource;
  /** What the platform's statement names, where that has ended and the national measure has taken its place; else null. */
  readonly lapsed: PolicyProfile | null;
}

/** A platform of this home. */
export interface KnownPlatform {
  /** As it was bound; as the file has it while it is still to be bound. */
  readonly settings: PlatformSettings;
  readonly standing: BindingStanding;
  /** Null when nobody here knows the profile. */
  readonly policy: PolicyInForce | null;
}

/** The platforms of a home, by their bindings on record first and by the settings second. */
export interface KnownWorld {
  /** Bound platforms come first, in the order of the settings; former ones come last. */
  readonly platforms: readonly KnownPlatform[];
  /** What is missing or changed since the platforms were bound. Anything here bars sealing. */
  readonly changes: readonly AppError[];
}

/** Makes the refusal for a platform that nobody has bound yet. */
export function notBound({ id, name, profile }: Pick<PlatformSettings, 'id' | 'name' | 'profile'>): AppError {
  return { code: 'PLATFORM_NOT_BOUND', details: { platform: id, name, profile } };
}
