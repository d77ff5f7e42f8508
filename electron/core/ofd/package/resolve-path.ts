import { OFD_BUDGET } from '../../budgets.ts';
import { foldName } from '../container/entry-name.ts';
import { readingsOfName } from '../container/name-readings.ts';
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

/**
 * Returns all files to which readers take a path: from the root and from each folder up to it, whether it begins with a slash
 * or not; with its percent signs decoded; and, for one of several parts, each file whose name ends so.
 * @throws CodedError FILE_OVER_BUDGET
 */
export function readingsOfPath(from: string, path: string, names: NamesForReaders): readonly ZipEntry[] {
  if (path.length > OFD_BUDGET.pathLength) return [];
  const slashed = path.trim().replaceAll('\\', '/');
  const written = [slashed, ...asList(decoded(slashed))].filter((text) => text !== '');
  const readings = written.flatMap((text) => [
    ...[...fromAbove(from, text), ...asList(joined([], text))].flatMap((name) => names.named(name)),
    ...names.endingWith(text),
  ]);
  return [...new Set(readings)];
}

/** The last parts of a name that readers compare who look for an entry by how its name ends. */
const PARTS_OF_ENDING = 2;

/** The files of a package by all names that readers know them by, and by the ends of these. */
export class NamesForReaders {
  readonly #container: OfdContainer;
  readonly #byName = new Map<string, ZipEntry>();
  readonly #byEnding = new Map<string, (readonly [name: string, entry: ZipEntry])[]>();

  constructor(container: OfdContainer) {
    this.#container = container;
    for (const entry of container.entries) {
      if (entry.isFolder) continue;
      for (const name of readingsOfName(entry.name, entry.rawName)) this.#add(name, entry);
    }
  }

  #add(name: string, entry: ZipEntry): void {
    this.#byName.set(name, entry);
    const ending = endingOf(name);
    if (ending === null) return;
    const others = this.#byEnding.get(ending) ?? [];
    this.#byEnding.set(ending, others);
    others.push([name, entry]);
  }

  /** Finds the file of a name. @throws CodedError FILE_OVER_BUDGET */
  named(name: string): readonly ZipEntry[] {
    return asList(found(this.#container, name, (each) => this.#byName.get(foldName(each)) ?? null));
  }

  /** Returns the files whose names end with a path of several parts; none for a shorter path. @throws CodedError FILE_OVER_BUDGET */
  endingWith(path: string): readonly ZipEntry[] {
    const folded = foldName(joined([], path.replaceAll(/(?:^|\/)\.\.(?=\/)/g, '')) ?? '');
    const ending = endingOf(folded);
    const alike = ending === null ? [] : (this.#byEnding.get(ending) ?? []);
    this.#container.source.meter?.spend('syntaxBytes', OFD_BUDGET.visitCost * alike.length);
    return alike.flatMap(([name, entry]) => (`/${name}`.endsWith(`/${folded}`) ? [entry] : []));
  }
}

function endingOf(folded: string): string | null {
  const parts = folded.split('/');
  return parts.length < PARTS_OF_ENDING ? null : parts.slice(-PARTS_OF_ENDING).join('/');
}

/** Tells whether a path names the file to which it leads letter by letter, from the folder of its part or one above. */
export function isNamedByLetter({ name }: ZipEntry, from: ZipEntry, path: string): boolean {
  const slashed = path.trim().replaceAll('\\', '/');
  return [...fromAbove(from.name, slashed), ...asList(joined([], slashed))].includes(name);
}

/** Counts a look for a name, which is joined, split and folded. @throws CodedError FILE_OVER_BUDGET */
function found<Found>({ source }: OfdContainer, name: string, find: (name: string) => Found): Found {
  source.meter?.spend('syntaxBytes', OFD_BUDGET.visitCost + OFD_BUDGET.pathCharacterCost * name.length);
  return find(name);
}

/** The names that a path may mean: from the folder of the file first, then from each folder above it, and the root. */
function fromAbove(from: string, path: string): readonly string[] {
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
function joined(folder: readonly string[], path: string): string | null {
  const segments = [...folder];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') segments.push(part);
    else if (segments.pop() === undefined) return null;
  }
  return segments.length === 0 ? null : segments.join('/');
}

/** A path as those read it who take it for an address; null if that is the same, or no text. */
function decoded(path: string): string | null {
  if (!path.includes('%')) return null;
  try {
    return decodeURIComponent(path).replaceAll('\\', '/');
  } catch {
    return null;
  }
}

function asList<Item>(item: Item | null): readonly Item[] {
  return item === null ? [] : [item];
}
