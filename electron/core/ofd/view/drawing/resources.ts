import { orNullIfDamaged } from '../../../work-meter.ts';
import type { ZipEntry } from '../../container/zip-entry.ts';
import type { OfdPackage } from '../../package/ofd-package.ts';
import type { PictureFile } from '../pictures/large-picture.ts';
import type { DocumentResources, OfdResource, ResourceKind } from '../../package/resources.ts';

/** The resources that a page or a template may name. */
export class ResourceChain {
  readonly #ofd: OfdPackage;
  readonly #resources: DocumentResources;
  readonly #own: readonly ZipEntry[];
  #isDamaged = false;

  /** @param own the resource files of the page or template, which go first */
  constructor(ofd: OfdPackage, resources: DocumentResources, own: readonly ZipEntry[]) {
    this.#ofd = ofd;
    this.#resources = resources;
    this.#own = own;
  }

  /**
   * Finds a resource; null if there is none, or none is named. What a damaged file would have held is missed, and said, by
   * each object that names it. @throws CodedError FILE_OVER_BUDGET
   */
  find(kind: ResourceKind, id: string | null): OfdResource | null {
    if (id === null || this.#isDamaged) return null;
    const found = orNullIfDamaged(() => ({ resource: this.#resources.find(this.#own, id, kind) }));
    // Reading the same damage again for each object would cost as much each time.
    this.#isDamaged = found === null;
    return found?.resource ?? null;
  }

  /** Returns a picture of the package, which is not read yet. */
  picture(entry: ZipEntry): PictureFile {
    const { container } = this.#ofd;
    const [read, pieces] = [() => container.read(entry), () => container.pieces(entry)];
    return { key: entry, size: entry.size, read, pieces };
  }

  /** Reads a file of the package. @throws CodedError OFD_DAMAGED, FILE_OVER_BUDGET */
  read(entry: ZipEntry): Uint8Array {
    return this.#ofd.container.read(entry);
  }
}
