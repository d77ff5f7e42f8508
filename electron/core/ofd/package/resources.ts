import { ofdError, type ZipEntry } from '../container/zip-entry.ts';
import { attributeOf, childrenOf, idKey, type XmlElement } from '../xml/xml-element.ts';
import { countVisits, onlyTextOf, type OfdPackage } from './ofd-package.ts';
import type { OfdDocument } from './read-document.ts';

/** What a resource is (GB/T 33190 §7.9). */
export type ResourceKind = 'ColorSpace' | 'DrawParam' | 'Font' | 'MultiMedia' | 'CompositeGraphicUnit';

/** The lists of a resource file, and what stands in each. */
const LISTS: readonly (readonly [list: string, kind: ResourceKind])[] = [
  ['ColorSpaces', 'ColorSpace'],
  ['DrawParams', 'DrawParam'],
  ['Fonts', 'Font'],
  ['MultiMedias', 'MultiMedia'],
  ['CompositeGraphicUnits', 'CompositeGraphicUnit'],
];

/** A font, picture, colour space or the like, which content names by its ID. */
export interface OfdResource {
  readonly id: string;
  readonly kind: ResourceKind;
  readonly element: XmlElement;
  /** The resource file that it stands in. */
  readonly from: ZipEntry;
  /** The path of its font, picture or profile as written; null if it names none. */
  readonly path: string | null;
  /** What the path leads to; null for none, or if that is missing. */
  readonly file: ZipEntry | null;
}

/**
 * Reads a resource file.
 * @throws CodedError OFD_DAMAGED for another root, OFD_AMBIGUOUS for two files of one font or picture, and those of reading XML
 */
export function readResources(ofd: OfdPackage, entry: ZipEntry): readonly OfdResource[] {
  const root = ofd.xml(entry);
  if (root.name !== 'Res') throw ofdError('OFD_DAMAGED', 'root-element', entry.name);
  const folder = attributeOf(root, 'BaseLoc') ?? '';
  return LISTS.flatMap(([list, kind]) =>
    childrenOf(root, list).flatMap((each) =>
      childrenOf(each, kind).map((element): OfdResource => {
        const path = pathOf(element, kind, entry.name);
        const file = path === null ? null : resolveFile(ofd, entry, folder, path);
        return { id: attributeOf(element, 'ID') ?? '', kind, element, from: entry, path, file };
      }),
    ),
  );
}

/** @throws CodedError OFD_AMBIGUOUS for two files of one font or picture */
function pathOf(element: XmlElement, kind: ResourceKind, where: string): string | null {
  if (kind === 'Font') return onlyTextOf(element, 'FontFile', where);
  if (kind === 'MultiMedia') return onlyTextOf(element, 'MediaFile', where);
  return kind === 'ColorSpace' ? attributeOf(element, 'Profile') : null;
}

function resolveFile(ofd: OfdPackage, from: ZipEntry, folder: string, path: string): ZipEntry | null {
  const file = ofd.resolve(from, path, folder);
  if (file === null) ofd.note('missing-part', `${from.name}: ${path}`);
  return file;
}

type Index = ReadonlyMap<string, readonly OfdResource[]>;

/** Indexes of pages and templates that are kept: those that are looked at in turn. */
const KEPT_INDEXES = 16;

/** The resources that content of a document names by ID. */
export class DocumentResources {
  readonly #ofd: OfdPackage;
  readonly #common: readonly ZipEntry[];
  readonly #indexes = new Map<readonly ZipEntry[], Index>();

  constructor(ofd: OfdPackage, document: OfdDocument) {
    this.#ofd = ofd;
    this.#common = [...document.documentResources, ...document.publicResources];
  }

  /**
   * Returns the resource of an ID: of the page or template first, then of the document, then the public one.
   * @param own the resource files of the page or template (PageRes); the same array each time is read once
   * @returns null for an ID that nobody has
   * @throws CodedError as reading the resource files does
   */
  find(own: readonly ZipEntry[], id: string, kind: ResourceKind): OfdResource | null {
    return this.all(own, id).find((resource) => resource.kind === kind) ?? null;
  }

  /** Returns all resources of an ID, of any kind, in the order in which they are found. @throws CodedError as {@link find} */
  all(own: readonly ZipEntry[], id: string): readonly OfdResource[] {
    const key = idKey(id);
    return [...(this.#indexOf(own).get(key) ?? []), ...(this.#indexOf(this.#common).get(key) ?? [])];
  }

  #indexOf(entries: readonly ZipEntry[]): Index {
    const known = this.#indexes.get(entries);
    if (known !== undefined) return known;
    const index = this.#read(entries);
    this.#indexes.set(entries, index);
    for (const [oldest] of this.#indexes) {
      if (this.#indexes.size <= KEPT_INDEXES) break;
      if (oldest !== this.#common) this.#indexes.delete(oldest);
    }
    return index;
  }

  /** Readers take the first or the last of two resources of one ID and kind, so they are noted. */
  #read(entries: readonly ZipEntry[]): Index {
    const found = new Map<string, OfdResource[]>();
    // One writer names the same file as the document's and as the public one.
    for (const resource of [...new Set(entries)].flatMap((entry) => readResources(this.#ofd, entry))) {
      countVisits(this.#ofd, 1);
      const key = idKey(resource.id);
      const others = found.get(key) ?? [];
      if (others.some(({ kind }) => kind === resource.kind)) {
        this.#ofd.note('two-resources-of-id', `${resource.from.name}: ${resource.id}`);
      }
      others.push(resource);
      found.set(key, others);
    }
    return found;
  }
}
