import { CodedError } from '../../shared/errors.ts';
import type { UpdateView } from '../../shared/model/update.ts';
import { type Result, resultOf } from '../../shared/result.ts';
import {
  chooseRelease,
  MOST_RELEASES_BYTES,
  readReleases,
  RELEASES,
  type UpdatedComputer,
} from './releases.ts';

/** A file that signed metadata name. */
export interface SignedTarget {
  readonly path: string;
  /** Bytes */
  readonly size: number;
}

/** A repository of updates whose metadata are checked before anything of it is used (The Update Framework). */
export interface UpdateRepository {
  /**
   * Brings the metadata up to date, by every check of versions, signatures and times.
   * @throws CodedError of the UPDATE_ group
   */
  refresh(): Promise<void>;
  /** Finds a file by its path. @throws CodedError of the UPDATE_ group */
  find(path: string): Promise<SignedTarget | null>;
  /**
   * Fetches a file, checks it, and keeps it.
   * @returns its path
   * @throws CodedError of the UPDATE_ group, DISK_FULL
   */
  keep(target: SignedTarget): Promise<string>;
  /** Returns the path of a file that was kept and still fits, or null. */
  kept(target: SignedTarget): Promise<string | null>;
  /** Reads a file that was kept. */
  read(path: string): Uint8Array;
}

interface Chosen {
  readonly view: UpdateView;
  readonly target: SignedTarget | null;
}

/** Looks for a newer version of the program. Nothing is installed. Fails with codes of the UPDATE_ group. */
export function checkUpdates(
  repository: UpdateRepository,
  computer: UpdatedComputer,
): Promise<Result<UpdateView>> {
  return resultOf(async () => (await choose(repository, computer)).view);
}

/** Fetches the newest version for this computer and keeps it, checked. Fails with UPDATE_NONE too. */
export function fetchUpdate(
  repository: UpdateRepository,
  computer: UpdatedComputer,
): Promise<Result<UpdateView>> {
  return resultOf(async () => {
    const { view, target } = await choose(repository, computer);
    if (target === null) throw new CodedError('UPDATE_NONE');
    return { ...view, kept: view.kept ?? (await repository.keep(target)) };
  });
}

async function choose(repository: UpdateRepository, computer: UpdatedComputer): Promise<Chosen> {
  await repository.refresh();
  const { release, file, isLater } = chooseRelease(await releasesOf(repository), computer);
  const current = computer.version;
  if (release === null || file === null) {
    return { view: { current, found: null, isLater, kept: null }, target: null };
  }
  const target = await repository.find(file.path);
  if (target === null) throw new CodedError('UPDATE_DAMAGED', `${file.path} is not signed`);
  const { version, publishedAt, news } = release;
  const found = { version, publishedAt, news, file: file.path.split('/').at(-1) ?? '', size: target.size };
  return { view: { current, found, isLater, kept: await repository.kept(target) }, target };
}

async function releasesOf(repository: UpdateRepository) {
  const target = await repository.find(RELEASES);
  if (target === null) throw new CodedError('UPDATE_DAMAGED', `${RELEASES} is not signed`);
  if (target.size > MOST_RELEASES_BYTES) throw new CodedError('UPDATE_DAMAGED', `${RELEASES} is too large`);
  const path = (await repository.kept(target)) ?? (await repository.keep(target));
  return readReleases(repository.read(path));
}
