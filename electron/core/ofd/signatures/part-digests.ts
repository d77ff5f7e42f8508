import type { SmEngine } from '../../sm/engine.ts';
import { CodedError } from '../../../shared/errors.ts';
import type { OfdContainer, ZipEntry } from '../container/zip-entry.ts';

/** The digests of the parts of one package. Each part is read once for each digest, whatever number of signatures name it. */
export class PartDigests {
  readonly #engine: SmEngine;
  readonly #container: OfdContainer;
  readonly #known = new Map<string, Map<ZipEntry, Promise<Uint8Array | null>>>();

  constructor(engine: SmEngine, container: OfdContainer) {
    this.#engine = engine;
    this.#container = container;
  }

  /** Tells whether parts can be hashed by a digest. @param algorithm an object identifier */
  supports(algorithm: string): boolean {
    return this.#engine.digests.of(algorithm) !== undefined;
  }

  /**
   * Returns the digest of the unpacked bytes of a part; null if they are damaged.
   * @throws CodedError FILE_OVER_BUDGET
   */
  of(entry: ZipEntry, algorithm: string): Promise<Uint8Array | null> {
    const known = this.#known.get(algorithm) ?? new Map<ZipEntry, Promise<Uint8Array | null>>();
    this.#known.set(algorithm, known);
    const digest = known.get(entry) ?? this.#hash(entry, algorithm);
    known.set(entry, digest);
    return digest;
  }

  async #hash(entry: ZipEntry, algorithm: string): Promise<Uint8Array | null> {
    this.#container.source.meter?.spend('hashedBytes', entry.size);
    const hasher = await this.#engine.digests.createHasher(algorithm);
    try {
      for (const piece of this.#container.pieces(entry)) hasher.update(piece);
    } catch (error) {
      if (error instanceof CodedError && error.code === 'OFD_DAMAGED') return null;
      throw error;
    }
    return hasher.digest();
  }
}
