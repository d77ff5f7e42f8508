import type { PdfDocument } from '../document.ts';
import { sameEntry } from '../xref/xref-entries.ts';
import { expectSingleKeys } from './canonical-syntax.ts';
import type { OwnEntries } from './own-entries.ts';
import { isStreamOf, type ObjectTile } from './object-tile.ts';
import { Untiled } from './tiling-fault.ts';

/**
 * Expects that the object streams of a revision hold the objects that its section lists in them, each at its index, and
 * no other: readers that rebuild the tables take every object of every stream.
 * @param objects the objects of the revision outside streams
 * @throws Untiled, CodedError
 */
export function expectListedStreams(
  version: PdfDocument,
  previous: PdfDocument,
  entries: OwnEntries,
  objects: readonly ObjectTile[],
): void {
  const counts = new Map<number, number>();
  for (const [objectNumber, entry] of entries.list()) {
    if (entry.kind !== 'compressed') continue;
    const old = previous.locate(objectNumber)?.entry;
    if (old !== undefined && sameEntry(old, entry)) continue;
    counts.set(entry.stream, (counts.get(entry.stream) ?? 0) + 1);
  }
  for (const tile of objects) {
    if (!isStreamOf(version, tile.object, 'ObjStm')) continue;
    expectWholeStream(version, entries, tile);
    counts.delete(tile.objectNumber);
  }
  if (counts.size > 0) throw new Untiled('entryPlace', entries.section.offset);
}

function expectWholeStream(version: PdfDocument, entries: OwnEntries, tile: ObjectTile): void {
  const fault = new Untiled('objectStream', tile.start);
  const stream = version.objectStream(tile.objectNumber);
  if (!stream.isInOrder()) throw fault;
  stream.objectNumbers.forEach((objectNumber, index) => {
    const entry = entries.get(objectNumber);
    const isListed =
      entry?.kind === 'compressed' && entry.stream === tile.objectNumber && entry.index === index;
    if (!isListed) throw fault;
    const { object, length } = stream.objectAt(index, objectNumber);
    if (length > stream.roomOf(index)) throw fault;
    expectSingleKeys(object, tile.start);
  });
}
