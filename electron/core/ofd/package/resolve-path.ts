import { OFD_BUDGET } from '../../budgets.ts';
import type { OfdContainer, ZipEntry } from '../container/zip-entry.ts';

/** Where a path leads, and in which respects it was not written as the standard has it. */
interface Resolved {
  readonly entry: ZipEntry;
  /** Kinds of tolerances; none for a path that leads there by the letter. */
  readonly tolerances: readonly string[];
}

/**
 * Resolves a path (ST_Loc, GB/T 33190 §7.3): from the root if it begins with a slash, else from the folder of the file
 * that names it. Real files also leave the first slash out, or name a path as seen from a folder further up, write
 * back-slashes and other cases. What fits by the letter always goes first.
 * @returns null for a path that leads to no file, or that is absurdly long
 * @throws CodedError FILE_OVER_BUDGET
 */
export function resolvePath(container: OfdContainer, from: string, path: string): Resolved | null {
  if (path.length > OFD_BUDGET.pathLength) return null;
  const slashed = path.trim().replaceAll('\\', '/');
  const ofSlashes = slashed === path.trim() ? [] : ['path-backslash'];
  const candidates = slashed.startsWith('/') ? asList(joined([], slashed)) : fromAbove(from, slashed);
  for (const [index, candidate] of candidates.entries()) {
    const ofPlace = index === 0 ? ofSlashes : [...ofSlashes, 'path-from-above'];
    const exact = found(container, candidate, (name) => container.find(name));
    if (exact !== null) return { entry: exact, tolerances: ofPlace };
    const folded = container.findFolded(candidate);
    if (folded !== null) return { entry: folded, tolerances: [...ofPlace, 'path-case'] };
  }
  return null;
}

/** Tells whether a path names the file to which it leads letter by letter, from the folder of its part or one above. */
export function isNamedByLetter({ name }: ZipEntry, from: ZipEntry, path: string): boolean {
  const slashed = path.trim().replaceAll('\\', '/');
  return [...fromAbove(from.name, slashed), ...asList(joined([], slashed))].includes(name);
}

/** Counts a look for a name, which is joined, split and folded. @throws CodedError FILE_OVER_BUDGET */
export function found<Found>({ source }: OfdContainer, name: string, find: (name: string) => Found): Found {
  source.meter?.spend('syntaxBytes', OFD_BUDGET.visitCost + OFD_BUDGET.pathCharacterCost * name.length);
  return find(name);
}

/** The names that a path may mean: from the folder of the file first, then from each folder above it, and the root. */
export function fromAbove(from: string, path: string): readonly string[] {
  if (path === '') return [];
  const folders = from.split('/').slice(0, -1);
  const candidates: string[] = [];
  const highest = Math.max(0, folders.length - OFD_BUDGET.foldersAbove);
  for (let depth = folders.length; depth >= highest; depth -= 1) {
    candidates.push(...asList(joined(folders.slice(0, depth), path)));
  }
  return candidates;
}

/** Joins a folder and a path; null if it leads out of the package. */
export function joined(folder: readonly string[], path: string): string | null {
  const segments = [...folder];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') segments.push(part);
    else if (segments.pop() === undefined) return null;
  }
  return segments.length === 0 ? null : segments.join('/');
}

/** Returns a list of an item, or of none. */
export function asList<Item>(item: Item | null): readonly Item[] {
  return item === null ? [] : [item];
}
