import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type BaseFetcher, type TargetFile, Updater } from 'tuf-js';
import { z } from 'zod';
import { readJson } from '../../core/bytes/json.ts';
import { CodedError } from '../../shared/errors.ts';
import type { SignedTarget, UpdateRepository } from '../../services/updates/check-updates.ts';
import { draftNameFor, removeAbandonedDrafts } from '../files/draft-names.ts';
import { fileMoves } from '../files/file-moves.ts';
import { KnownRoots } from './known-roots.ts';
import { updateError } from './update-errors.ts';

/** Where a repository is, and how it is reached. */
export interface RepositoryPlace {
  /** Folder of what is known of it and of what was fetched; it is made. */
  readonly folder: string;
  /** Metadata of the root that the program was packed with, JSON. */
  readonly root: string;
  /** Base of `metadata/` and `targets/`. */
  readonly url: string;
  readonly fetcher: BaseFetcher;
  /**
   * Judges times as of the last moment of the newest timestamp instead of now: an administrator says that a bundle may have expired.
   * Versions are checked all the same.
   */
  readonly acceptsExpired?: boolean;
}

/** Most bytes of one package. */
const MOST_BYTES = 2_000_000_000;

interface OpenUpdater {
  readonly updater: Updater;
  readonly roots: KnownRoots;
}

/** Returns a repository by The Update Framework (specification 1.0.33), as tuf-js checks it. */
export function tufRepository(place: RepositoryPlace): UpdateRepository {
  const [metadataDir, targetDir] = [join(place.folder, 'metadata'), join(place.folder, 'targets')];
  const targets = new Map<string, TargetFile>();
  let opened: OpenUpdater | null = null;
  const openWhole = (): OpenUpdater => (opened ??= openUpdater(place, metadataDir));
  const open = (): Updater => openWhole().updater;
  const fileOf = ({ path }: SignedTarget): string => join(targetDir, basename(path));
  const known = (target: SignedTarget): TargetFile => {
    const found = targets.get(target.path);
    if (found === undefined) throw new Error(`${target.path} was not found before`);
    return found;
  };
  return {
    refresh: () =>
      coded(async () => {
        const { updater, roots } = openWhole();
        if (place.acceptsExpired === true) await judgeAsOfTimestamp(updater, place);
        // A root that is known counts, whatever is wrong with the lists that come after it.
        await updater.refresh().finally(() => roots.keep());
      }),
    find: (path) =>
      coded(async () => {
        const found = await open().getTargetInfo(path);
        if (found === undefined) return null;
        targets.set(path, found);
        return { path, size: found.length };
      }),
    kept: async (target) => (await open().findCachedTarget(known(target), fileOf(target))) ?? null,
    keep: (target) =>
      coded(async () => {
        if (target.size > MOST_BYTES) throw new RangeError('a package is larger than it may be');
        mkdirSync(targetDir, { recursive: true });
        removeAbandonedDrafts(targetDir);
        const draft = join(targetDir, draftNameFor(basename(target.path)));
        try {
          await open().downloadTarget(known(target), draft);
          // tuf-js checks a file among the temporary ones, and copies it afterwards: others may have changed it in between.
          if ((await open().findCachedTarget(known(target), draft)) === undefined)
            throw new CodedError('UPDATE_FORGED', 'changed after it was checked');
          fileMoves.replace(draft, fileOf(target));
        } finally {
          fileMoves.discard(draft);
        }
        return fileOf(target);
      }),
    read: (path) => readFileSync(path),
  };
}

async function coded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw updateError(error);
  }
}

/** Opens the updater on what is known, as far as that follows from the pinned root. */
function openUpdater({ root, url, fetcher }: RepositoryPlace, metadataDir: string): OpenUpdater {
  mkdirSync(metadataDir, { recursive: true });
  const roots = new KnownRoots(metadataDir, root);
  const updater = new Updater({
    metadataDir,
    metadataBaseUrl: `${url}/metadata`,
    targetBaseUrl: `${url}/targets`,
    fetcher: roots.watching(fetcher),
  });
  return { updater, roots };
}

const timeSchema = z.object({ signed: z.object({ expires: z.iso.datetime() }) });

/** Most bytes of a timestamp, as tuf-js has it. */
const MOST_TIMESTAMP_BYTES = 16_384;

/**
 * Has the updater judge as of the last moment of the timestamp. What that says is not believed yet: it is checked like every other
 * afterwards, and a version before the one that is known is refused whatever its time. tuf-js offers no clock, so its own is set.
 */
async function judgeAsOfTimestamp(updater: Updater, { url, fetcher }: RepositoryPlace): Promise<void> {
  const bytes = await fetcher.downloadBytes(`${url}/metadata/timestamp.json`, MOST_TIMESTAMP_BYTES);
  const { signed } = timeSchema.parse(readJson(bytes.toString('utf8')));
  const expires = Date.parse(signed.expires);
  const store: unknown = Reflect.get(updater, 'trustedSet');
  if (typeof store !== 'object' || store === null || !Reflect.has(store, 'referenceTime')) {
    throw new Error('tuf-js keeps its time elsewhere');
  }
  Reflect.set(store, 'referenceTime', new Date(Math.min(Date.now(), expires - 1)));
}
