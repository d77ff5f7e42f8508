import { Zip, ZipDeflate } from 'fflate';
import type { ByteSink } from '../../core/bytes/byte-source.ts';
import { toHex } from '../../core/bytes/encodings.ts';
import type { Sha256 } from '../../core/cms/sha256.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { CodedError } from '../../shared/errors.ts';
import { PACKAGE_BUDGET } from '../../core/budgets.ts';

/** A file in a package. */
export interface PackedFile {
  readonly path: string;
  /** Bytes */
  readonly size: number;
  /** Hexadecimal. */
  readonly sm3: string;
  readonly sha256: string;
}

export interface ZipPorts {
  readonly sink: ByteSink;
  readonly engine: Pick<SmEngine, 'createSm3'>;
  readonly sha256: Pick<Sha256, 'createHasher'>;
  /** Lets the process do something else for a moment. */
  readonly turn: () => Promise<void>;
  /** The time that every file in the package has. */
  readonly madeAt: Date;
}

/** Documents hold packed data already: they are stored as they are. */
const STORED = 0;
const PACKED = 6;

/** Writes a zip file piece by piece, so that memory does not grow with the documents in it, and hashes each file. */
export class ZipWriter {
  readonly #ports: ZipPorts;
  readonly #zip: Zip;
  readonly #names = new Set<string>();
  #size = 0;
  #failure: Error | null = null;

  constructor(ports: ZipPorts) {
    this.#ports = ports;
    this.#zip = new Zip((error, chunk) => {
      if (error === null) ports.sink.write(chunk);
      else this.#failure = error;
    });
  }

  /** Adds a file of bytes in memory. @throws CodedError FILE_OVER_BUDGET and those of the sink */
  add(path: string, bytes: Uint8Array): Promise<PackedFile> {
    return this.addPieces(path, [bytes], PACKED);
  }

  /**
   * Adds a document that comes in pieces, as it is.
   * @throws CodedError FILE_OVER_BUDGET, those of the sink and of the pieces
   */
  addDocument(path: string, pieces: Iterable<Uint8Array>): Promise<PackedFile> {
    return this.addPieces(path, pieces, STORED);
  }

  private async addPieces(
    path: string,
    pieces: Iterable<Uint8Array>,
    level: typeof STORED | typeof PACKED,
  ): Promise<PackedFile> {
    if (this.#names.has(path)) throw new Error(`${path} is in the package already`);
    this.#names.add(path);
    const { engine, sha256, turn, madeAt } = this.#ports;
    const [first, second] = [await engine.createSm3(), await sha256.createHasher()];
    const file = new ZipDeflate(path, { level });
    file.mtime = madeAt;
    this.#zip.add(file);
    let size = 0;
    for (const piece of pieces) {
      this.#count(piece.length);
      size += piece.length;
      first.update(piece);
      second.update(piece);
      file.push(piece.slice());
      this.#expectNoFailure();
      await turn();
    }
    file.push(new Uint8Array(0), true);
    this.#expectNoFailure();
    return { path, size, sm3: toHex(first.digest()), sha256: toHex(second.digest()) };
  }

  /** Writes the directory, which ends the file. */
  end(): void {
    this.#zip.end();
    this.#expectNoFailure();
  }

  /** What cannot be read again as one package is not written. */
  #count(bytes: number): void {
    this.#size += bytes;
    const most = PACKAGE_BUDGET.unpackedBytes;
    if (this.#size > most)
      throw new CodedError('FILE_OVER_BUDGET', 'package', { budget: 'packageBytes', most });
  }

  #expectNoFailure(): void {
    if (this.#failure !== null) throw this.#failure;
  }
}
