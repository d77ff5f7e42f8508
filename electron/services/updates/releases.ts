import semver from 'semver';
import { z } from 'zod';
import { readJson } from '../../core/bytes/json.ts';
import { isFileName } from '../../core/bytes/file-names.ts';
import { utf8Text } from '../../core/bytes/encodings.ts';
import { CodedError } from '../../shared/errors.ts';

/** Name of the target that lists all releases. It is signed like every other target. */
export const RELEASES = 'releases.json';
/** Most bytes of that list. */
export const MOST_RELEASES_BYTES = 1_000_000;

const packageSchema = z.object({
  /** As Node names it: `linux`, `win32`, `darwin`. */
  system: z.string(),
  architecture: z.string(),
  /** Path of the target. Each name in it is one that every system takes for a file's: no device, no dot at its end. */
  path: z
    .string()
    .regex(/^[\w][\w.+-]*(\/[\w][\w.+-]*)*$/)
    .refine((path) => path.split('/').every(isFileName)),
});

const releaseSchema = z.object({
  version: z.string().refine((version) => semver.valid(version) === version),
  publishedAt: z.iso.datetime(),
  news: z.object({ 'zh-CN': z.string().max(4_000), en: z.string().max(4_000) }),
  /** Share of all computers that it is for by now, from 0 to 1. */
  share: z.number().min(0).max(1),
  packages: z.array(packageSchema).max(100),
});

const releasesSchema = z.object({
  format: z.literal('sealdesk releases 1'),
  releases: z.array(releaseSchema).max(500),
});

export type Release = z.infer<typeof releaseSchema>;
export type ReleasePackage = z.infer<typeof packageSchema>;

/** Reads the list of releases. @throws CodedError UPDATE_DAMAGED */
export function readReleases(bytes: Uint8Array): readonly Release[] {
  try {
    return releasesSchema.parse(readJson(utf8Text(bytes))).releases;
  } catch (error) {
    throw new CodedError('UPDATE_DAMAGED', error instanceof Error ? error.message : String(error));
  }
}

/** The computer that an update is for. */
export interface UpdatedComputer {
  readonly version: string;
  readonly system: string;
  readonly architecture: string;
  /** Returns a number from 0 to 1 that is always the same for a version on this computer, and evenly spread over computers. */
  readonly lot: (version: string) => number;
}

/** The newest release for a computer, or that there is one which it gets later. */
export interface ChosenRelease {
  readonly release: Release | null;
  readonly file: ReleasePackage | null;
  readonly isLater: boolean;
}

/**
 * Chooses the newest release for a computer. A release whose share does not reach the computer's lot is for others first, and
 * a release without a package for its system is not for it.
 */
export function chooseRelease(releases: readonly Release[], computer: UpdatedComputer): ChosenRelease {
  const fitting = releases
    .filter(({ version }) => semver.gt(version, computer.version))
    .sort((one, other) => semver.rcompare(one.version, other.version))
    .flatMap((release) => {
      const file = release.packages.find(
        ({ system, architecture }) => system === computer.system && architecture === computer.architecture,
      );
      return file === undefined ? [] : [{ release, file }];
    });
  const due = fitting.find(({ release }) => computer.lot(release.version) < release.share);
  const isLater = due === undefined ? fitting.length > 0 : due !== fitting[0];
  return { release: due?.release ?? null, file: due?.file ?? null, isLater };
}
