import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type BaseFetcher, type TargetFile, Updater } from 'tuf-js';
import { z } from 'zod';
import { readJson } from '../../core/bytes/json.ts';
import type { SignedTarget, UpdateRepository } from '../../services/updates/check-updates.ts';
import { draftNameFor, removeAbandonedDrafts } from '../files/draft-names.ts';
import { fileMoves } from '../files/file-moves.ts';
import { replaceFile } from '../files/replace-file.ts';
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
const ROOT = 'root.json';

/** Returns a repository by The Update Framework (specification 1.0.33), as tuf-js checks it. */
export function tufRepository(place: RepositoryPlace): UpdateRepository {
  const [metadataDir, targetDir] = [join(place.folder, 'metadata'), join(place.folder, 'targets')];
  const targets = new Map<string, TargetFile>();
  let updater: Updater | null = null;
  const open = (): Updater => (updater ??= openUpdater(place, metadataDir));
  const fileOf = ({ path }: SignedTarget): string => join(targetDir, basename(path));
  const known = (target: SignedTarget): TargetFile => {
    const found = targets.get(target.path);
    if (found === undefined) throw new Error(`${target.path} was not found before`);
    return found;
  };
  return {
    refresh: () =>
      coded(async () => {
        if (place.acceptsExpired === true) await judgeAsOfTimestamp(open(), place);
        await open().refresh();
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

/**
 * Opens the updater on what is known. The pinned root counts until a later one is known, and again when what is known is damaged or
 * older: a new version of the program brings a new one.
 */
function openUpdater({ root, url, fetcher }: RepositoryPlace, metadataDir: string): Updater {
  mkdirSync(metadataDir, { recursive: true });
  const kept = join(metadataDir, ROOT);
  if (!existsSync(kept) || versionOf(readFileSync(kept, 'utf8')) < versionOf(root)) {
    replaceFile(metadataDir, ROOT, root);
  }
  return new Updater({
    metadataDir,
    metadataBaseUrl: `${url}/metadata`,
    targetBaseUrl: `${url}/targets`,
    fetcher,
  });
}

const versionSchema = z.object({ signed: z.object({ version: z.number() }) });

/** @returns the version that metadata name; 0 for what is damaged */
function versionOf(text: string): number {
  try {
    return versionSchema.parse(readJson(text)).signed.version;
  } catch {
    return 0;
  }
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
