import { skfProfileSchema, type SkfProfile } from './skf-profile.ts';

/** GM/T 0016 as it is written, for every library that no other profile names. */
const STANDARD: SkfProfile = skfProfileSchema.parse({ name: 'skf', module: null });

/**
 * Libraries known to depart from the standard. Vendors do not publish the width of their ULONG: what the
 * person's own settings say comes first.
 */
const KNOWN: readonly SkfProfile[] = [
  skfProfileSchema.parse({
    name: 'soft-skf-wide',
    module: 'sealdesk-soft-skf-wide\\.\\w+$',
    ulongBits: 64,
  }),
];

/**
 * The profile of a library.
 * @param chosen the person's own profiles, which come before the known ones
 */
export function skfProfileFor(path: string, chosen: readonly SkfProfile[] = []): SkfProfile {
  const fits = ({ module }: SkfProfile): boolean => module !== null && new RegExp(module, 'i').test(path);
  return [...chosen, ...KNOWN].find(fits) ?? STANDARD;
}
