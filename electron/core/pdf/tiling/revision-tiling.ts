import type { PdfDocument } from '../document.ts';
import { claimsLinearizedLength } from '../xref/linearization.ts';
import { revisionFault } from './revision-fault.ts';
import type { TilingFault } from './tiling-fault.ts';
import {
  resolvedSince,
  streamBeyondEnd,
  type UnresolvedEntry,
  unresolvedEntries,
} from './unresolved-entries.ts';

/**
 * What is known of the revisions of one file, however many signatures ask: whether the later ones tile it byte by byte,
 * and what led nowhere when it was signed. Each revision is looked at once.
 */
export class RevisionTiling {
  readonly #document: PdfDocument;
  readonly #firstSigned: number;
  readonly #faults = new Map<number, TilingFault | null>();
  #linearized: boolean | undefined;
  #unresolved: readonly UnresolvedEntry[] | undefined;
  #hasOpenStream: boolean | undefined;

  /** @param firstSigned index of the first revision that a signature covers */
  constructor(document: PdfDocument, firstSigned: number) {
    this.#document = document;
    this.#firstSigned = firstSigned;
  }

  /**
   * Returns the first fault behind a revision; null if every byte there is accounted for.
   * @throws CodedError FILE_OVER_BUDGET
   */
  faultAfter(revision: number): TilingFault | null {
    const { revisions, source } = this.#document;
    if (revision >= revisions.length - 1) return null;
    this.#linearized ??= claimsLinearizedLength(source);
    if (this.#linearized) return { rule: 'linearizedLength', offset: 0 };
    for (let index = revision + 1; index < revisions.length; index += 1) {
      const known = this.#faults.get(index);
      const fault = known === undefined ? revisionFault(this.#document, index) : known;
      this.#faults.set(index, fault);
      if (fault !== null) return fault;
    }
    return null;
  }

  /**
   * Lists the entries that led nowhere as of a revision that is signed. Later revisions that tile the file add none, so
   * that only those of the first one are looked for.
   * @throws CodedError FILE_OVER_BUDGET
   */
  unresolvedAt(revision: number): readonly UnresolvedEntry[] {
    this.#unresolved ??= unresolvedEntries(this.#document.asOf(this.#firstSigned));
    if (this.#unresolved.length === 0 || revision === this.#firstSigned) return this.#unresolved;
    const version = this.#document.asOf(revision);
    return this.#unresolved.filter((each) => resolvedSince(version, [each]) === undefined);
  }

  /**
   * Tells whether bytes behind a revision complete what was incomplete when it was signed: an entry that led nowhere
   * leads to an object now, or the data of a stream, by its /Length, reach into them.
   * @throws CodedError FILE_OVER_BUDGET
   */
  isCompletedSince(revision: number): boolean {
    if (revision >= this.#document.revisions.length - 1) return false;
    if (resolvedSince(this.#document, this.unresolvedAt(revision)) !== undefined) return true;
    this.#hasOpenStream ??= streamBeyondEnd(this.#document.asOf(this.#firstSigned)) !== null;
    return this.#hasOpenStream;
  }
}
