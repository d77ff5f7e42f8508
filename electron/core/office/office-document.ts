import { latin1Text } from '../bytes/encodings.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import { ARCHIVE_REACH } from '../pdf/other-formats.ts';
import { type CompoundFile, readCompoundFile } from './compound-file.ts';

/** The kinds of office documents, by the ending that an office program knows them by. */
export type OfficeKind = 'docx' | 'xlsx' | 'pptx' | 'doc' | 'xls' | 'ppt' | 'odt' | 'ods' | 'odp' | 'rtf';

export interface OfficeDocument {
  readonly kind: OfficeKind;
  /** Opening it needs a password. */
  readonly isProtected: boolean;
  /** It carries programs (宏), which a conversion leaves off. */
  readonly holdsMacros: boolean;
}

/** Where an archive says what it is: its first entries. */
const BEGINNING = 4096;

/** Tells what an office document is by its content, since names lie; null for anything else. */
export function readOfficeDocument(source: ByteSource): OfficeDocument | null {
  const head = latin1Text(source.read(0, BEGINNING));
  if (head.startsWith('{\\rtf')) return { kind: 'rtf', isProtected: false, holdsMacros: false };
  const compound = readCompoundFile(source);
  if (compound !== null) return inCompound(compound);
  if (!head.startsWith('PK\x03\x04')) return null;
  const start = Math.max(0, source.size - ARCHIVE_REACH);
  const tail = source.read(start, ARCHIVE_REACH);
  const found = inArchive(head + latin1Text(tail));
  if (found === null || !OPEN_FORMATS.includes(found.kind)) return found;
  return { ...found, isProtected: isContentEncrypted(source, tail) };
}

/** ODF 1.3 part 2 §3.3: the first entry of the archive, not packed. */
const OPEN_DOCUMENT = /mimetypeapplication\/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)/;
const OPEN_KINDS: Readonly<Record<string, OfficeKind>> = {
  text: 'odt',
  spreadsheet: 'ods',
  presentation: 'odp',
};
/** ECMA-376 part 1: where each kind of Office Open XML keeps its parts. */
const XML_FOLDERS: readonly (readonly [RegExp, OfficeKind])[] = [
  [/word\//, 'docx'],
  [/xl\//, 'xlsx'],
  [/ppt\//, 'pptx'],
];

const OPEN_FORMATS: readonly OfficeKind[] = Object.values(OPEN_KINDS);

/** APPNOTE.TXT 4.3.12: a record of the directory of an archive, with these fields; 4.3.7: what stands before a file. */
const DIRECTORY_RECORD = 'PK\x01\x02';
const RECORD_LENGTH = 46;
const FILE_HEADER_LENGTH = 30;

/**
 * Tells whether the text of an Open Document is encrypted: what is encrypted is stored and not packed (ODF 1.3 part 2
 * §3.4), and then does not begin as XML does.
 */
function isContentEncrypted(source: ByteSource, tail: Uint8Array): boolean {
  const text = latin1Text(tail);
  for (let at = text.indexOf(DIRECTORY_RECORD); at >= 0; at = text.indexOf(DIRECTORY_RECORD, at + 1)) {
    if (at + RECORD_LENGTH > tail.length) return false;
    const record = new DataView(tail.buffer, tail.byteOffset + at, RECORD_LENGTH);
    const nameLength = record.getUint16(28, true);
    if (text.slice(at + RECORD_LENGTH, at + RECORD_LENGTH + nameLength) !== 'content.xml') continue;
    if (record.getUint16(10, true) !== 0) return false;
    const offset = record.getUint32(42, true);
    const header = source.read(offset, FILE_HEADER_LENGTH);
    if (header.length < FILE_HEADER_LENGTH) return false;
    const fields = new DataView(header.buffer, header.byteOffset, FILE_HEADER_LENGTH);
    const start = offset + FILE_HEADER_LENGTH + fields.getUint16(26, true) + fields.getUint16(28, true);
    return latin1Text(source.read(start, 5)) !== '<?xml';
  }
  return false;
}

/** @param names what stands at the beginning of the archive and in the directory at its end */
function inArchive(names: string): OfficeDocument | null {
  const open = OPEN_KINDS[OPEN_DOCUMENT.exec(names)?.[1] ?? ''];
  const kind = open ?? XML_FOLDERS.find(([folder]) => folder.test(names))?.[1];
  if (kind === undefined) return null;
  const holdsMacros = /vbaProject\.bin|Basic\/script-lc\.xml/.test(names);
  return { kind, isProtected: false, holdsMacros };
}

/** [MS-OFFCRYPTO] 2.3.4.4: Office Open XML that has a password is one stream of a compound file. */
const PROTECTED_PACKAGE = 'EncryptedPackage';
/** [MS-OFFCRYPTO] 2.3.5.4: a presentation that has a password. */
const PROTECTED_PRESENTATION = 'EncryptedSummary';
const MACRO_STORAGES = ['Macros', 'VBA', '_VBA_PROJECT', '_VBA_PROJECT_CUR'];

/** Documents of WPS (.wps, .et, .dps) name their streams as those of Microsoft do. */
function inCompound(file: CompoundFile): OfficeDocument {
  const find = (...names: string[]) => file.entries.find(({ name }) => names.includes(name));
  const holdsMacros = find(...MACRO_STORAGES) !== undefined;
  if (find(PROTECTED_PACKAGE) !== undefined) return { kind: 'docx', isProtected: true, holdsMacros };
  const [text, sheets] = [find('WordDocument'), find('Workbook', 'Book')];
  if (text !== undefined) {
    return { kind: 'doc', isProtected: isTextProtected(file.beginningOf(text, 12)), holdsMacros };
  }
  if (sheets !== undefined) {
    return { kind: 'xls', isProtected: areSheetsProtected(file.beginningOf(sheets, 512)), holdsMacros };
  }
  const isSlides = find('PowerPoint Document') !== undefined;
  return {
    kind: isSlides ? 'ppt' : 'doc',
    isProtected: find(PROTECTED_PRESENTATION) !== undefined,
    holdsMacros,
  };
}

/** [MS-DOC] 2.5.2: the flag fEncrypted of the information block. */
const isTextProtected = (block: Uint8Array): boolean =>
  block[0] === 0xec && block[1] === 0xa5 && ((block[11] ?? 0) & 0x01) !== 0;

/** [MS-XLS] 2.4.117: FilePass follows the first record, which says how long it is. */
function areSheetsProtected(records: Uint8Array): boolean {
  const length = (records[2] ?? 0) + 256 * (records[3] ?? 0);
  return records[4 + length] === 0x2f && records[5 + length] === 0;
}
