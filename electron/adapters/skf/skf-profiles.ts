import { skfProfileSchema, type SkfProfile } from './skf-profile.ts';

/** GM/T 0016 as it is written, for every library that no profile names. */
const STANDARD: SkfProfile = skfProfileSchema.parse({ name: 'skf', module: null });

/**
 * The profile of a library. Vendors do not publish where they depart from the standard, so that no table knows.
 * @param chosen the person's own profiles; the first that fits
 */
export function skfProfileFor(path: string, chosen: readonly SkfProfile[] = []): SkfProfile {
  const fits = ({ module }: SkfProfile): boolean => module !== null && new RegExp(module, 'i').test(path);
  return chosen.find(fits) ?? STANDARD;
}
