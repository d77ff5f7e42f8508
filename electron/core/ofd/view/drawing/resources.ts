import { orNullIfDamaged } from '../../../work-meter.ts';
import type { ZipEntry } from '../../container/zip-entry.ts';
import type { OfdPackage } from '../../package/ofd-package.ts';
import { attributeOf, type XmlElement } from '../../xml/xml-element.ts';

/** The kinds of resource that drawings name (GB/T 33190 §7.9). */
export type ResourceKind = 'ColorSpace' | 'DrawParam' | 'Font' | 'MultiMedia' | 'CompositeGraphicUnit';
const KINDS: ReadonlySet<string> = new Set<ResourceKind>([
  ...(['ColorSpace', 'DrawParam', 'Font', 'MultiMedia', 'CompositeGraphicUnit'] as const),
]);

/** A resource and where it is from. The same resource is always the same object. */
export interface Resource {
  readonly element: XmlElement;
  readonly id: string;
  readonly from: ZipEntry;
  /** The folder of its files, as seen from there; empty for none. */
  readonly folder: string;
}

type ResourceFile = ReadonlyMap<string, Resource>;
const keyOf = (kind: string, id: string): string => `${kind} ${id}`;

/** The resource files of a package, each read once. */
export class ResourceFiles {
  readonly #ofd: OfdPackage;
  readonly #files = new Map<ZipEntry, ResourceFile>();

  constructor(ofd: OfdPackage) {
    this.#ofd = ofd;
  }

  /** Returns the resources of a page. @param entries the files that it may name, those that go first at the beginning */
  chain(entries: readonly ZipEntry[]): ResourceChain {
    return new ResourceChain(
      this.#ofd,
      entries.map((entry) => this.#file(entry)),
    );
  }

  #file(entry: ZipEntry): ResourceFile {
    const known = this.#files.get(entry);
    if (known !== undefined) return known;
    // What a damaged file would have held is missed, and said, by each object that names it.
    const root = orNullIfDamaged(() => this.#ofd.xml(entry));
    const file = new Map<string, Resource>();
    const folder = root === null ? '' : (attributeOf(root, 'BaseLoc') ?? '');
    for (const list of root?.children ?? []) {
      for (const element of list.children) {
        const id = attributeOf(element, 'ID');
        if (id === null || !KINDS.has(element.name) || file.has(keyOf(element.name, id))) continue;
        file.set(keyOf(element.name, id), { element, id, from: entry, folder });
      }
    }
    this.#files.set(entry, file);
    return file;
  }
}

/** The resources that a page may name. */
export class ResourceChain {
  readonly #ofd: OfdPackage;
  readonly #files: readonly ResourceFile[];

  constructor(ofd: OfdPackage, files: readonly ResourceFile[]) {
    this.#ofd = ofd;
    this.#files = files;
  }

  /** Finds a resource; null if there is none, or none is named. */
  find(kind: ResourceKind, id: string | null): Resource | null {
    if (id === null) return null;
    for (const file of this.#files) {
      const found = file.get(keyOf(kind, id));
      if (found !== undefined) return found;
    }
    return null;
  }

  /** Finds a file that a resource names: in its folder, and where that is not so, beside the list that names it. */
  entryOf({ from, folder }: Resource, path: string): ZipEntry | null {
    const name = path.trim();
    if (name === '') return null;
    const inFolder =
      folder === '' || name.startsWith('/') ? name : `${folder.replace(/[/\\]+$/, '')}/${name}`;
    return this.#ofd.resolve(from, inFolder) ?? this.#ofd.resolve(from, name);
  }

  /** Reads a file of the package. @throws CodedError OFD_DAMAGED, FILE_OVER_BUDGET */
  read(entry: ZipEntry): Uint8Array {
    return this.#ofd.container.read(entry);
  }
}
