import { ByteReader, type ByteSource } from '../../bytes/byte-source.ts';
import type { XrefSection } from '../xref/xref-section.ts';
import { CanonicalReader, expectNoComment, expectSingleKeys } from './canonical-syntax.ts';
import { Untiled } from './tiling-fault.ts';

/** The three ways to end an entry of twenty bytes (ISO 32000-2 §7.5.4). */
const ENTRY_ENDINGS = ['\r\n', ' \n', ' \r'] as const;
/** Keys of a cross-reference stream, for which no reader may take the trailer. */
const STREAM_KEYS = ['Type', 'W', 'Index', 'Filter', 'DecodeParms', 'Length'] as const;
/** The generation of an entry that is never used again. */
const GENERATION_LIMIT = 65_535;

/**
 * Expects a table in the form of ISO 32000-2 §7.5.4: `xref`, subsections of entries of twenty bytes, `trailer` and its
 * dictionary, without comments, signs or leading zeros. Readers rebuild a file whose table is otherwise.
 * @returns the offset of the keyword `trailer`
 * @throws Untiled, CodedError
 */
export function expectCanonicalTable(source: ByteSource, section: XrefSection): number {
  const text = new CanonicalReader(new ByteReader(source, section.offset), 'tableForm');
  text.expect('xref');
  text.lineEnd();
  while (text.seesDigit()) expectSubsection(text);
  // Some writers leave a line empty before the trailer; no reader counts white space there.
  text.skipWhiteSpace();
  const trailerAt = text.reader.position;
  text.keyword('trailer');
  text.skipWhiteSpace();
  if (!text.sees('<<')) throw text.fault();
  expectNoComment(source, text.reader.position, section.end);
  expectSingleKeys(section.trailer, section.offset);
  if (STREAM_KEYS.some((key) => section.trailer.entries.has(key))) throw text.fault();
  return trailerAt;
}

function expectSubsection(text: CanonicalReader): void {
  const first = text.number();
  text.expect(' ');
  const count = text.number();
  text.lineEnd();
  // Acrobat begins an update that frees nothing with an empty subsection; one of any other number occurs nowhere.
  if (count === 0 && first !== 0) throw text.fault();
  for (let index = 0; index < count; index += 1) expectEntry(text, first + index);
}

function expectEntry(text: CanonicalReader, objectNumber: number): void {
  const start = text.reader.position;
  text.fixedDigits(10);
  text.expect(' ');
  const generation = text.fixedDigits(5);
  text.expect(' ');
  const isUsed = text.sees('n');
  if (!isUsed && !text.sees('f')) throw text.fault();
  text.reader.position += 1;
  const ending = ENTRY_ENDINGS.find((each) => text.sees(each));
  if (ending === undefined) throw text.fault();
  text.reader.position += ending.length;
  // Object 0 is never used (ISO 32000-2 §7.3.10).
  if (generation > GENERATION_LIMIT || (isUsed && objectNumber === 0)) throw new Untiled('tableForm', start);
}
