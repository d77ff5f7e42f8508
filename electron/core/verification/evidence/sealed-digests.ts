import { toHex } from '../../bytes/encodings.ts';
import type { BegunHash, SmEngine } from '../../sm/engine.ts';
import { type CoveredRange, isFault } from './context.ts';
import { feed, hashedRange, type HashedDocument } from './range-hash.ts';
import type { StructureFault } from './signature-content.ts';

/** Bytes. A seal's own update ends soon behind its value; more than this is hashed for the range alone. */
const LONGEST_TAIL = 4 * 1024 * 1024;

type Ending = (tail: Uint8Array) => Uint8Array;

/**
 * The SM3 of everything that signatures of one document cover, and of the file as it was with each of them, taken in one
 * pass: each begins as the file begins, so that one hash, told at several places, serves them all.
 */
export class SealedDigests {
  readonly #engine: SmEngine;
  readonly #hashed: HashedDocument;
  /** Places from the first to the last at which the one hash is told. */
  readonly #places: readonly number[];
  readonly #begun: BegunHash | undefined;
  #pass: Promise<ReadonlyMap<number, Ending>> | undefined;

  /**
   * @param ranges of the signatures, those of faulty ones too
   * @param wantsFiles whether somebody is going to ask for the hashes of files, which lengthens the pass
   * @param begun of the same bytes; absent when nobody has begun
   */
  constructor(
    engine: SmEngine,
    hashed: HashedDocument,
    ranges: readonly (CoveredRange | StructureFault)[],
    wantsFiles: boolean,
    begun?: BegunHash,
  ) {
    this.#engine = engine;
    this.#hashed = hashed;
    this.#begun = begun;
    const sound = ranges.flatMap((range) => (isFault(range) ? [] : range));
    const places = sound.flatMap((range) => [
      ...(hasShortTail(range) ? [range.gapStart] : []),
      ...(wantsFiles ? [range.end] : []),
    ]);
    this.#places = [...new Set(places)].sort((left, right) => left - right);
  }

  /** Returns the SM3 over the signed bytes. @throws CodedError FILE_OVER_BUDGET */
  async ofRange(range: CoveredRange): Promise<Uint8Array> {
    const { gapStart, gapEnd, end } = range;
    if (!hasShortTail(range)) return hashedRange(await this.#engine.createSm3(), this.#hashed, range);
    const { source, document } = this.#hashed;
    document.source.meter?.spend('hashedBytes', end - gapEnd);
    const ending = await this.#endingAt(gapStart);
    return ending(source.read(gapEnd, end - gapEnd));
  }

  /** Returns the SM3 of the file as it was once it held the signature, hexadecimal. @throws CodedError FILE_OVER_BUDGET */
  async ofFile({ end }: CoveredRange): Promise<string> {
    return toHex((await this.#endingAt(end))(new Uint8Array()));
  }

  async #endingAt(place: number): Promise<Ending> {
    this.#pass ??= this.#read();
    const ending = (await this.#pass).get(place);
    if (ending !== undefined) return ending;
    // Nobody had said that this place would be asked for.
    const hasher = await this.#engine.createSm3();
    feed(hasher, this.#hashed, 0, place);
    return hasher.snapshot();
  }

  async #read(): Promise<ReadonlyMap<number, Ending>> {
    const begun = this.#places[0] === undefined ? undefined : this.#begun?.upTo(this.#places[0]);
    const { hasher, length } = begun ?? { hasher: await this.#engine.createSm3(), length: 0 };
    // The same bytes cost the same, whoever has hashed them.
    this.#hashed.document.source.meter?.spend('hashedBytes', length);
    const endings = new Map<number, Ending>();
    let done = length;
    for (const place of this.#places) {
      feed(hasher, this.#hashed, done, place);
      endings.set(place, hasher.snapshot());
      done = place;
    }
    return endings;
  }
}

function hasShortTail({ gapEnd, end }: CoveredRange): boolean {
  return end - gapEnd <= LONGEST_TAIL;
}
