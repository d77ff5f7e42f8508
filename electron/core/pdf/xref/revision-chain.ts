import type { ByteSource } from '../../bytes/byte-source.ts';
import { damaged } from '../syntax/damage.ts';
import { isInteger } from '../syntax/objects.ts';
import { readXrefSection } from './read-section.ts';
import { revisionOf, type Revision } from './revision.ts';
import type { XrefSection } from './xref-section.ts';

/** Contracts pass through dozens of hands, not thousands. */
const SECTION_LIMIT = 4096;
/** Entries of all sections together: twice what one file may number. More is a bomb. */
const ENTRY_LIMIT = 16_777_216;

/**
 * Follows /Prev from the last section to the first and groups the sections into revisions, oldest first.
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
    if (seen.has(offset) || sections.length >= SECTION_LIMIT) throw broken('/Prev loops', offset);
    if (offset < 0 || offset >= source.size) throw broken('offset beyond the file', offset);
    seen.add(offset);
    const section: XrefSection = readXrefSection(source, offset);
    sections.push(section);
    entries += section.entries.count + (section.hidden?.entries.count ?? 0);
    if (entries > ENTRY_LIMIT) throw broken('too many entries', offset);
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
