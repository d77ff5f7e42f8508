import { ByteReader, type ByteSource } from '../../bytes/byte-source.ts';
import type { PdfDocument } from '../document.ts';
import { isWhiteSpace } from '../syntax/lexer.ts';
import { isInteger } from '../syntax/objects.ts';
import type { Revision } from '../xref/revisions.ts';
import { sameEntry } from '../xref/xref-entries.ts';
import type { XrefSection } from '../xref/xref-section.ts';
import { expectCanonicalSectionStream } from './canonical-section-stream.ts';
import { CanonicalReader, PERCENT } from './canonical-syntax.ts';
import { expectCanonicalTable } from './canonical-table.ts';
import { expectListedStreams } from './listed-streams.ts';
import { expectNoObjectText } from './object-text.ts';
import { OwnEntries } from './own-entries.ts';
import { isStreamOf, type ListedObject, objectTile, type ObjectTile, type Tile } from './object-tile.ts';
import { faultOf, type TilingFault, Untiled } from './tiling-fault.ts';

/**
 * Says what each byte of a later revision is: an object that its own section lists at exactly that place, the section
 * in the form of the standard, its ending, or white space between them. Readers rebuild the tables of a file that they
 * find broken, each by its own measure, and then show objects that no table lists; this leaves them no reason to, and
 * nothing to find.
 * @param index of a revision after the first
 * @returns the first fault; null if every byte is accounted for
 * @throws CodedError FILE_OVER_BUDGET
 */
export function revisionFault(document: PdfDocument, index: number): TilingFault | null {
  const revision = document.revisions[index];
  const [section, ...others] = revision?.sections ?? [];
  const start = document.revisions[index - 1]?.end ?? null;
  if (revision === undefined || section === undefined || start === null || revision.end === null) {
    return { rule: 'ending', offset: section?.offset ?? 0 };
  }
  const place = { revision, section, start, end: revision.end };
  return faultOf(
    () => {
      if (others.length > 0) throw new Untiled('previous', section.offset);
      expectTiled(document, index, place);
    },
    'objectForm',
    section.offset,
  );
}

interface Place {
  readonly revision: Revision;
  readonly section: XrefSection;
  readonly start: number;
  readonly end: number;
}

function expectTiled(document: PdfDocument, index: number, place: Place): void {
  const version = document.asOf(index);
  const previous = document.asOf(index - 1);
  const entries = new OwnEntries(previous, place.section);
  const sections = [expectSection(version, place), ...expectHidden(version, entries)];
  const objects = ownObjects(previous, entries, place.start).map((each) => objectTile(version, each));
  const tiles = [...objects, ...sections].sort((left, right) => left.start - right.start);
  expectNothingBetween(version.source, place.start, tiles);
  expectNoOtherSection(version, objects);
  expectListedStreams(version, previous, entries, objects);
  expectNoObjectText(version.source, place, tiles);
}

/** Checks the section itself, the way back to the one before, and the ending. @returns the bytes from it to the end */
function expectSection(version: PdfDocument, { revision, section, end }: Place): Tile {
  const { source } = version;
  const before = version.revisions.at(-2)?.startxref ?? null;
  const previous = section.trailer.entries.get('Prev');
  if (!isInteger(previous) || previous.text !== String(before)) throw new Untiled('previous', section.offset);
  const isTable = section.objectNumber === null;
  const keyword = isTable ? expectCanonicalTable(source, section) : sectionTile(version, section).keyword;
  expectEnding(source, section, revision);
  return { start: section.offset, end, keyword };
}

function expectHidden(version: PdfDocument, { hidden }: OwnEntries): readonly Tile[] {
  return hidden === null ? [] : [sectionTile(version, hidden)];
}

function sectionTile(version: PdfDocument, section: XrefSection): Tile {
  const { offset, objectNumber } = section;
  const tile = objectTile(version, { objectNumber: objectNumber ?? 0, generation: 0, offset });
  expectCanonicalSectionStream(version.source, section);
  return tile;
}

/** Expects `startxref`, the offset of this very section and `%%EOF`, each on a line of its own. */
function expectEnding(source: ByteSource, section: XrefSection, { end }: Revision): void {
  const text = new CanonicalReader(new ByteReader(source, section.end), 'ending');
  text.skipWhiteSpace();
  skipWriterComments(text);
  text.keyword('startxref');
  text.lineEnd();
  if (text.number() !== section.offset) throw text.fault();
  text.lineEnd();
  text.expect('%%EOF');
  text.skipLineEnd();
  if (text.reader.position !== end) throw text.fault();
}

/**
 * Comments that honest writers put between the trailer and `startxref`, where no reader looks: iText names itself
 * (`%iText-7.1.3`, since version 5: PdfWriter.writeKeyInfo).
 */
const WRITER_COMMENTS = ['%iText'] as const;

function skipWriterComments(text: CanonicalReader): void {
  const { reader } = text;
  while (WRITER_COMMENTS.some((each) => text.sees(each))) {
    while (reader.peek() >= 0x20 && reader.peek() < 0x7f) reader.position += 1;
    if (!text.skipLineEnd()) throw text.fault();
    text.skipWhiteSpace();
  }
}

/**
 * Lists the objects that the section places in its own revision. An entry that leads further back repeats the one
 * that was in force, as in software that writes the whole table again; otherwise it could pick up text of a stream.
 */
function ownObjects(previous: PdfDocument, entries: OwnEntries, start: number): readonly ListedObject[] {
  const sections = [entries.section, ...(entries.hidden === null ? [] : [entries.hidden])];
  const own: ListedObject[] = [];
  for (const [objectNumber, entry] of entries.list()) {
    if (entry.kind !== 'offset') continue;
    const { offset, generation } = entry;
    const isSection = sections.some((each) => each.offset === offset && each.objectNumber === objectNumber);
    if (isSection && generation === 0) continue;
    if (offset >= start) {
      own.push({ objectNumber, generation, offset });
      continue;
    }
    const old = previous.locate(objectNumber)?.entry;
    if (old === undefined || !sameEntry(old, entry)) throw new Untiled('entryPlace', entries.section.offset);
  }
  return own;
}

/** Expects the tiles in a row, with white space alone before and between them. */
function expectNothingBetween(source: ByteSource, start: number, tiles: readonly Tile[]): void {
  const reader = new ByteReader(source);
  let reached = start;
  for (const tile of tiles) {
    // Two entries for one place, or a place within another object or behind the section.
    if (tile.start < reached) throw new Untiled('entryPlace', tile.start);
    for (reader.position = reached; reader.position < tile.start; reader.position += 1) {
      if (isWhiteSpace(reader.peek())) continue;
      throw new Untiled(reader.peek() === PERCENT ? 'comment' : 'unlistedBytes', reader.position);
    }
    reached = tile.end;
  }
}

/** A reader that rebuilds the tables takes any cross-reference stream for a trailer. */
function expectNoOtherSection(version: PdfDocument, objects: readonly ObjectTile[]): void {
  const other = objects.find(({ object }) => isStreamOf(version, object, 'XRef'));
  if (other !== undefined) throw new Untiled('unlistedBytes', other.start);
}
