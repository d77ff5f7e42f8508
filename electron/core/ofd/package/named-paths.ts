import { OFD_BUDGET } from '../../budgets.ts';
import { foldName } from '../container/entry-name.ts';
import { readingsOfName } from '../container/name-readings.ts';
import type { OfdContainer, ZipEntry } from '../container/zip-entry.ts';
import { asList, found, fromAbove, joined } from './resolve-path.ts';

/** A path as a part has it. */
interface WrittenPath {
  readonly from: ZipEntry;
  readonly path: string;
  /** The folder in which relative paths of the part begin, if it names one. */
  readonly folder: string;
}

/** The paths that parts of a package have, and the files to which they lead here. */
export class NamedPaths {
  readonly #named = new Map<string, WrittenPath & { readonly entry: ZipEntry | null }>();

  /** Takes a path that was resolved. @param entry null if it leads nowhere */
  resolved(written: WrittenPath, entry: ZipEntry | null): void {
    this.#named.set(keyOf(written), { ...written, entry });
  }

  /** Takes a path in a place where this reader looks for none, unless it was resolved elsewhere in the part. */
  mentioned(written: WrittenPath): void {
    const key = keyOf(written);
    if (!this.#named.has(key)) this.#named.set(key, { ...written, entry: null });
  }

  /** Returns the files to which other readers may take one of the paths. @throws CodedError FILE_OVER_BUDGET */
  otherReadings(container: OfdContainer): ReadonlySet<ZipEntry> {
    const others = new Set<ZipEntry>();
    const names = new NamesForReaders(container);
    for (const { from, path, folder, entry } of this.#named.values()) {
      for (const written of folder === '' ? [path] : [path, `${folder}/${path}`]) {
        for (const reading of readingsOfPath(from.name, written, names)) {
          if (reading !== entry) others.add(reading);
        }
      }
    }
    return others;
  }
}

function keyOf({ from, path, folder }: WrittenPath): string {
  return `${from.name}\n${folder}\n${path}`;
}

/**
 * Returns all files to which readers take a path: from the root and from each folder up to it, whether it begins with a slash
 * or not; with its percent signs decoded; and, for one of several parts, each file whose name ends so.
 * @throws CodedError FILE_OVER_BUDGET
 */
function readingsOfPath(from: string, path: string, names: NamesForReaders): readonly ZipEntry[] {
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
class NamesForReaders {
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

/** A path as those read it who take it for an address; null if that is the same, or no text. */
function decoded(path: string): string | null {
  if (!path.includes('%')) return null;
  try {
    return decodeURIComponent(path).replaceAll('\\', '/');
  } catch {
    return null;
  }
}
