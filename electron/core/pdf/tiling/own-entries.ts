import type { PdfDocument } from '../document.ts';
import { isInteger } from '../syntax/objects.ts';
import { sameEntry, type XrefEntry } from '../xref/xref-entries.ts';
import type { XrefSection } from '../xref/xref-section.ts';
import { Untiled } from './tiling-fault.ts';

/** The objects that one later revision lists: in its section, and in the stream beside the table of a hybrid file. */
export class OwnEntries {
  readonly section: XrefSection;
  /** The stream that the table's /XRefStm names, if it belongs to the revision. */
  readonly hidden: XrefSection | null;

  /**
   * @param previous the file as of the revision before
   * @throws Untiled if the entries, or /Size, are not in order
   */
  constructor(previous: PdfDocument, section: XrefSection) {
    this.section = section;
    const { hidden } = section;
    this.hidden = hidden !== null && isCopied(previous, hidden) ? null : hidden;
    if (section.entries.hasDuplicates) throw new Untiled('duplicateNumber', section.offset);
    expectSize(previous, section, section);
    if (this.hidden === null) return;
    if (this.hidden.entries.hasDuplicates) throw new Untiled('duplicateNumber', this.hidden.offset);
    expectSize(previous, this.hidden, section);
    expectAgreement(this.hidden, section);
  }

  /** Finds what the revision lists of an object. */
  get(objectNumber: number): XrefEntry | undefined {
    return this.section.entries.get(objectNumber) ?? this.hidden?.entries.get(objectNumber);
  }

  /** Lists every object once. */
  *list(): Generator<readonly [objectNumber: number, entry: XrefEntry]> {
    yield* this.section.entries.list();
    for (const listed of this.hidden?.entries.list() ?? []) {
      if (this.section.entries.get(listed[0]) === undefined) yield listed;
    }
  }
}

/**
 * Numbers that a writer may keep free above its last object. None of the writers of the conformance files leaves more
 * than one; readers make room for as many objects as /Size says.
 */
const SPARE_NUMBERS = 16;

/**
 * Expects /Size to be a direct whole number above all that are listed, and not below the one before: some readers drop
 * the objects above it.
 */
function expectSize(previous: PdfDocument, section: XrefSection, main: XrefSection): void {
  const size = section.trailer.entries.get('Size');
  if (!isInteger(size) || !/^[1-9]\d*$/.test(size.text)) throw new Untiled('size', section.offset);
  const before = previous.trailer.entries.get('Size');
  const own = Math.max(section.entries.size, (section.objectNumber ?? -1) + 1);
  const least = section === main ? Math.max(own, isInteger(before) ? before.value : 0) : own;
  const most = Math.max(least, isInteger(before) ? before.value : 0, main.entries.size) + SPARE_NUMBERS;
  if (size.value < least || size.value > most) throw new Untiled('size', section.offset);
}

/**
 * Expects the stream of a hybrid revision to list nothing else than its table does of the same object. Readers differ in
 * what counts where the table marks an object free. PDFBox repeats the table's /Prev; another one would lead a reader
 * that follows it astray.
 */
function expectAgreement(hidden: XrefSection, section: XrefSection): void {
  for (const [objectNumber, entry] of hidden.entries.list()) {
    const inTable = section.entries.get(objectNumber);
    if (inTable !== undefined && !sameEntry(inTable, entry)) throw new Untiled('hybrid', hidden.offset);
  }
  const [previous, other] = [section, hidden].map(({ trailer }) => trailer.entries.get('Prev'));
  if (other === undefined) return;
  const isRepeated = isInteger(previous) && isInteger(other) && previous.text === other.text;
  if (!isRepeated) throw new Untiled('hybrid', hidden.offset);
}

/**
 * Tells whether /XRefStm is the one of an earlier trailer, which some writers copy. It must not bring back what has
 * been replaced since, nor lead on by a /Prev of its own.
 */
function isCopied(previous: PdfDocument, hidden: XrefSection): boolean {
  const end = previous.revisions.at(-1)?.end ?? 0;
  if (hidden.offset >= end) return false;
  const sections = previous.revisions.flatMap((revision) => revision.sections);
  const isKnown = sections.some((each) => each.hidden?.offset === hidden.offset);
  const isInForce = [...hidden.entries.list()].every(([objectNumber, entry]) => {
    const current = previous.locate(objectNumber)?.entry;
    return current !== undefined && sameEntry(current, entry);
  });
  if (!isKnown || !isInForce || hidden.trailer.entries.has('Prev'))
    throw new Untiled('hybrid', hidden.offset);
  return true;
}
