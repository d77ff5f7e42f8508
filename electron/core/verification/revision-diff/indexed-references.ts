import { CodedError } from '../../../shared/errors.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import type { PdfObject } from '../../pdf/syntax/objects.ts';
import { crossReferenceNumbers, objectsOfRevision } from '../../pdf/xref/revisions.ts';
import {
  assignedRoles,
  containerNumbers,
  objectAsOf,
  type References,
  referencesIn,
  scannedReferences,
  UNSHOWN,
  type Use,
  withoutUnshown,
} from './roles.ts';

/** A definition of an object: the revision that wrote it. */
interface Definition {
  readonly objectNumber: number;
  readonly revision: number;
}

/** A definition that refers to a target. */
interface Referrer extends Definition {
  /** Whether it does so otherwise than as a catalog names metadata and validation data. */
  readonly isElsewhere: boolean;
}

interface Index {
  /** The definitions that refer to each target. */
  readonly referrers: ReadonlyMap<number, readonly Referrer[]>;
  readonly unreadable: readonly Definition[];
  /** The streams that hold others or are sections, by the first revision in which they do. */
  readonly containers: ReadonlyMap<number, number>;
}

/**
 * Finds who refers to the objects that later revisions add, or that no page shows, without a pass over all objects for
 * each revision: every definition is read once.
 */
export class IndexedReferences implements References {
  readonly #document: PdfDocument;
  readonly #firstSigned: number;
  #index: Index | undefined;

  /** @param firstSigned index of the first revision that a signature covers */
  constructor(document: PdfDocument, firstSigned: number) {
    this.#document = document;
    this.#firstSigned = firstSigned;
  }

  /** See {@link References.useOf}. */
  useOf(version: PdfDocument, numbers: ReadonlySet<number>): Use {
    return this.#use(version, numbers, () => true) ?? scannedReferences.useOf(version, numbers);
  }

  /** See {@link References.useElsewhere}. */
  useElsewhere(version: PdfDocument, unshown: ReadonlySet<number>): Use {
    const { containers } = (this.#index ??= this.#read());
    const newest = version.revisions.length - 1;
    if ([...unshown].some((number) => (containers.get(number) ?? Infinity) <= newest)) return 'used';
    const isOther = (referrer: Referrer): boolean =>
      referrer.isElsewhere && !unshown.has(referrer.objectNumber);
    return this.#use(version, unshown, isOther) ?? scannedReferences.useElsewhere(version, unshown);
  }

  /** Returns null for numbers that were not indexed. */
  #use(
    version: PdfDocument,
    numbers: ReadonlySet<number>,
    counts: (referrer: Referrer) => boolean,
  ): Use | null {
    const { referrers, unreadable } = (this.#index ??= this.#read());
    const isCurrent = ({ objectNumber, revision }: Definition): boolean =>
      version.locate(objectNumber)?.revision === revision;
    for (const number of numbers) {
      const known = referrers.get(number);
      if (known === undefined) return null;
      if (known.some((each) => counts(each) && isCurrent(each))) return 'used';
    }
    return unreadable.some(isCurrent) ? 'unknown' : 'unused';
  }

  #read(): Index {
    const document = this.#document;
    const first = document.asOf(this.#firstSigned);
    const sections = crossReferenceNumbers(document.revisions);
    const referrers = new Map<number, Referrer[]>(this.#targets(first).map((number) => [number, []]));
    const unreadable: Definition[] = [];
    const add = (version: PdfDocument, objectNumber: number): void => {
      const place = version.locate(objectNumber);
      if (place === undefined || place.entry.kind === 'free') return;
      const definition = { objectNumber, revision: place.revision };
      const object = readOrFault(version, objectNumber);
      // An entry that leads to no object hides nothing.
      if (object instanceof CodedError) {
        if (object.code !== 'PDF_XREF_DAMAGED') unreadable.push(definition);
        return;
      }
      const isRoot = objectNumber === version.root.objectNumber;
      const others = withoutUnshown(object, { isRoot, isSection: sections.has(objectNumber) });
      const elsewhere = others === null ? null : new Set(referencesIn(others));
      for (const target of referencesIn(object)) {
        const isElsewhere = elsewhere?.has(target) ?? true;
        referrers.get(target)?.push({ ...definition, isElsewhere });
      }
    };
    for (const number of new Set(first.revisions.flatMap(objectsOfRevision))) add(first, number);
    for (let index = this.#firstSigned + 1; index < document.revisions.length; index += 1) {
      const version = document.asOf(index);
      for (const number of new Set(version.revisions.slice(-1).flatMap(objectsOfRevision)))
        add(version, number);
    }
    return { referrers, unreadable, containers: containersOf(document) };
  }

  /** Lists the numbers that later revisions write, and those that no page of the first signed version shows. */
  #targets(first: PdfDocument): number[] {
    const later = this.#document.revisions.slice(this.#firstSigned + 1);
    const unshown = [...assignedRoles(first)]
      .filter(([, role]) => UNSHOWN.has(role))
      .map(([number]) => number);
    return [...later.flatMap(objectsOfRevision), ...unshown];
  }
}

function containersOf({ revisions }: PdfDocument): ReadonlyMap<number, number> {
  const containers = new Map<number, number>();
  revisions.forEach((revision, index) => {
    for (const number of containerNumbers([revision])) {
      if (!containers.has(number)) containers.set(number, index);
    }
  });
  return containers;
}

function readOrFault(version: PdfDocument, objectNumber: number): PdfObject | CodedError {
  try {
    return objectAsOf(version, objectNumber);
  } catch (error) {
    if (error instanceof CodedError && error.code !== 'FILE_OVER_BUDGET') return error;
    throw error;
  }
}
