import { CodedError } from '../../../shared/errors.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import { compareVersions, type RevisionDifference } from './compare-versions.ts';
import { IndexedReferences } from './indexed-references.ts';
import { modified } from './finding.ts';
import { scannedReferences } from './roles.ts';

/** The changes of one file since each of its revisions. However many signatures ask, each revision is compared once. */
export class RevisionChanges {
  readonly #document: PdfDocument;
  readonly #steps = new Map<number, RevisionDifference>();
  readonly #references: IndexedReferences;

  /** @param firstSigned index of the first revision that a signature covers */
  constructor(document: PdfDocument, firstSigned: number) {
    this.#document = document;
    this.#references = new IndexedReferences(document, firstSigned);
  }

  /**
   * Explains the changes after a revision. Each later one is compared with the one before it, which takes a time that
   * grows with what they bring. If something stays unexplained that way, such as an object that one revision changed
   * and the next restored, the sealed version is compared with the newest one. Either way alone is proof enough.
   * @param revision index of the sealed revision
   * @throws CodedError if an object that matters cannot be read
   */
  since(revision: number): RevisionDifference {
    let signatures = 0;
    let extended = false;
    for (let index = this.#document.revisions.length - 1; index > revision; index -= 1) {
      const step = this.#step(index);
      if (step.findings.length > 0) return this.#atOnce(revision);
      signatures += step.signatures;
      extended ||= step.extends;
    }
    return { findings: [], extends: extended, signatures };
  }

  #atOnce(revision: number): RevisionDifference {
    return compareVersions(this.#document.asOf(revision), this.#document, scannedReferences);
  }

  #step(index: number): RevisionDifference {
    const known = this.#steps.get(index);
    const step = known ?? this.#compare(index);
    this.#steps.set(index, step);
    return step;
  }

  #compare(index: number): RevisionDifference {
    try {
      const before = this.#document.asOf(index - 1);
      return compareVersions(before, this.#document.asOf(index), this.#references);
    } catch (error) {
      if (error instanceof CodedError && error.code !== 'FILE_OVER_BUDGET') {
        return { ...modified('unreadableObject'), signatures: 0 };
      }
      throw error;
    }
  }
}
