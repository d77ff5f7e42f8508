import { CodedError } from '../../../shared/errors.ts';
import { PDF_BUDGET } from '../../budgets.ts';
import { ByteReader, type ByteSource } from '../../bytes/byte-source.ts';
import { overBudget } from '../../work-meter.ts';
import { CARRIAGE_RETURN, damaged, LINE_FEED, readToken } from '../syntax/lexer.ts';
import { isInteger, type PdfDictionary } from '../syntax/objects.ts';
import type { XrefEntry } from './xref-entries.ts';
import { readXrefSection, type XrefSection } from './xref-section.ts';

/**
 * Follows /Prev from the last section to the first and groups the sections into revisions, the oldest first.
 * Offsets must fall from one section to the next; only a linearized file's own first revision keeps a section
 * for the first page before its main one (ISO 32000-2 Annex F).
 * @param start the offset behind the last `startxref`
 * @throws CodedError PDF_XREF_DAMAGED for a loop, a rising offset or a broken section
 */
export function readRevisions(source: ByteSource, start: number, linearized: boolean): readonly Revision[] {
  const sections = readSections(source, start);
  const revisions: Revision[] = [];
  for (let at = 0; at < sections.length; at += 1) {
    const section = sections[at];
    const previous = sections[at + 1];
    if (section === undefined) break;
    if (previous === undefined || previous.offset < section.offset) {
      revisions.push(revisionOf(source, [section]));
      continue;
    }
    if (!linearized || at + 2 !== sections.length) throw broken('/Prev rises', section.offset);
    revisions.push(revisionOf(source, [section, previous]));
    at += 1;
  }
  return revisions.reverse();
}

function readSections(source: ByteSource, start: number): readonly XrefSection[] {
  const sections: XrefSection[] = [];
  const seen = new Set<number>();
  let entries = 0;
  for (let offset: number | undefined = start; offset !== undefined;) {
    if (seen.has(offset)) throw broken('/Prev loops', offset);
    if (sections.length >= PDF_BUDGET.revisions) throw overBudget('revisions', PDF_BUDGET.revisions);
    if (offset < 0 || offset >= source.size) throw broken('offset beyond the file', offset);
    seen.add(offset);
    const section: XrefSection = readXrefSection(source, offset);
    sections.push(section);
    entries += section.entries.count + (section.hidden?.entries.count ?? 0);
    if (entries > PDF_BUDGET.entries) throw overBudget('entries', PDF_BUDGET.entries);
    offset = previousOffset(section);
  }
  return sections;
}

function previousOffset(section: XrefSection): number | undefined {
  const previous = section.trailer.entries.get('Prev');
  if (previous === undefined || previous.kind === 'null') return undefined;
  if (!isInteger(previous)) throw broken('/Prev', section.offset);
  return previous.value;
}

function broken(what: string, offset: number): Error {
  return damaged(`cross-reference chain: ${what}`, offset, 'PDF_XREF_DAMAGED');
}

/** One saved state of the file, which an incremental update adds (ISO 32000-2 §7.5.6). */
export interface Revision {
  /**
   * One section, or the two of a linearized file's first revision. The section that readers meet first leads.
   */
  readonly sections: readonly XrefSection[];
  readonly trailer: PdfDictionary;
  /**
   * The offset right behind `%%EOF` and at most one end of line; null unless `startxref`, a number and
   * `%%EOF` follow the section, as they do not in files that other software patched.
   */
  readonly end: number | null;
  /** The number after `startxref`; null as above. */
  readonly startxref: number | null;
}

/** Puts a section, or a linearized pair, together with the file's ending behind it. */
function revisionOf(source: ByteSource, sections: readonly [XrefSection, ...XrefSection[]]): Revision {
  const last = sections.reduce((later, section) => (section.end > later.end ? section : later));
  const ending = readEnding(source, last.end);
  return {
    sections,
    trailer: sections[0].trailer,
    end: ending?.end ?? null,
    startxref: ending?.startxref ?? null,
  };
}

interface Ending {
  readonly startxref: number;
  readonly end: number;
}

function readEnding(source: ByteSource, from: number): Ending | null {
  const reader = new ByteReader(source, from);
  try {
    const keyword = readToken(reader);
    const number = readToken(reader);
    if (keyword.type !== 'keyword' || keyword.text !== 'startxref' || number.type !== 'number') return null;
    if (!/^\d+$/.test(number.text)) return null;
    return skipEndOfFileMark(reader) ? { startxref: number.value, end: reader.position } : null;
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

function skipEndOfFileMark(reader: ByteReader): boolean {
  while (reader.peek() === 0x20 || reader.peek() === CARRIAGE_RETURN || reader.peek() === LINE_FEED)
    reader.next();
  for (const character of '%%EOF') {
    if (reader.next() !== character.charCodeAt(0)) return false;
  }
  if (reader.peek() === CARRIAGE_RETURN) reader.next();
  if (reader.peek() === LINE_FEED) reader.next();
  return true;
}

/**
 * Finds an object's entry in a revision. In a hybrid file an object that the table omits or marks free may be
 * hidden in the stream (ISO 32000-2 §7.5.8.4).
 * @returns undefined if the revision does not mention the object
 */
export function entryInRevision(revision: Revision, objectNumber: number): XrefEntry | undefined {
  for (const section of revision.sections) {
    const entry = entryInSection(section, objectNumber);
    if (entry !== undefined) return entry;
  }
  return undefined;
}

function entryInSection(section: XrefSection, objectNumber: number): XrefEntry | undefined {
  const entry = section.entries.get(objectNumber);
  if (entry !== undefined && entry.kind !== 'free') return entry;
  return section.hidden?.entries.get(objectNumber) ?? entry;
}

/** Lists every object number that a revision defines or frees, ascending, each once. */
export function objectsOfRevision(revision: Revision): readonly number[] {
  const numbers = new Set<number>();
  for (const section of revision.sections) {
    for (const [objectNumber] of section.entries.list()) numbers.add(objectNumber);
    for (const [objectNumber] of section.hidden?.entries.list() ?? []) numbers.add(objectNumber);
  }
  return [...numbers].sort((first, second) => first - second);
}

/** Lists the numbers of the cross-reference streams of some revisions; a later one may take the number of an earlier one. */
export function crossReferenceNumbers(revisions: readonly Revision[]): ReadonlySet<number> {
  const sections = revisions.flatMap((revision) => revision.sections);
  const all = sections.flatMap((section) => [section, ...(section.hidden === null ? [] : [section.hidden])]);
  return new Set(all.flatMap(({ objectNumber }) => (objectNumber === null ? [] : [objectNumber])));
}
