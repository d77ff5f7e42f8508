import { describe, expect, it } from 'vitest';
import { memorySource } from '../bytes/byte-source.ts';
import { latin1Bytes } from '../bytes/encodings.ts';
import { compoundFile, SECTOR } from './fixtures/compound-file.ts';
import { readOfficeDocument } from './office-document.ts';

const archive = (names: string): Uint8Array => latin1Bytes(`PK\x03\x04${'\0'.repeat(26)}${names}`);
const fileInformation = (flags: number): Uint8Array =>
  Uint8Array.from([0xec, 0xa5, 0, 0, 0, 0, 0, 0, 0, 0, 0, flags]);
/** An Open Document whose text is stored as it is. */
function openDocument(content: string): Uint8Array {
  const name = 'content.xml';
  const short = (value: number): string => String.fromCharCode(value & 255, value >> 8);
  const before = `PK\x03\x04${'\0'.repeat(26)}mimetypeapplication/vnd.oasis.opendocument.text`;
  const header = `PK\x03\x04${'\0'.repeat(22)}${short(name.length)}\0\0`;
  const sizes = `${'\0'.repeat(24)}${short(name.length)}${'\0'.repeat(12)}`;
  const record = `PK\x01\x02${sizes}${short(before.length)}\0\0`;
  return latin1Bytes(`${before}${header}${name}${content}${record}${name}`);
}

const plain = { isProtected: false, holdsMacros: false };

describe('An office document', () => {
  it.each([
    ['docx', archive('[Content_Types].xml word/document.xml')],
    ['xlsx', archive('[Content_Types].xml xl/workbook.xml')],
    ['pptx', archive('[Content_Types].xml ppt/presentation.xml')],
    ['odt', archive('mimetypeapplication/vnd.oasis.opendocument.text')],
    ['odt', openDocument('<?xml version="1.0"?>')],
    ['ods', archive('mimetypeapplication/vnd.oasis.opendocument.spreadsheet')],
    ['rtf', latin1Bytes('{\\rtf1 text}')],
    ['doc', compoundFile(['Root Entry', '1Table', 'Data', 'CompObj', 'WordDocument'], fileInformation(0))],
    ['xls', compoundFile(['Root Entry', 'Workbook'], Uint8Array.from([0x09, 0x08, 2, 0, 0, 6, 0x42, 0]))],
    ['ppt', compoundFile(['Root Entry', 'PowerPoint Document'])],
  ])('is known by its content: %s', (kind, bytes) => {
    expect(readOfficeDocument(memorySource(bytes))).toEqual({ kind, ...plain });
  });

  it.each([
    ['a new one', compoundFile(['Root Entry', 'EncryptionInfo', 'EncryptedPackage'])],
    ['an old text', compoundFile(['Root Entry', 'WordDocument'], fileInformation(1))],
    [
      'an old sheet',
      compoundFile(['Root Entry', 'Workbook'], Uint8Array.from([0x09, 0x08, 2, 0, 0, 6, 0x2f, 0, 54, 0])),
    ],
    ['a short old text', compoundFile(['Root Entry', 'WordDocument'], fileInformation(1), 3645)],
    [
      'a short old sheet',
      compoundFile(['Root Entry', 'Book'], Uint8Array.from([0x09, 8, 2, 0, 0, 6, 0x2f, 0, 54, 0]), 1642),
    ],
    ['an Open Document', openDocument('\x8f\x01\x02\x03\x04')],
    ['an old presentation', compoundFile(['Root Entry', 'EncryptedSummary', 'PowerPoint Document'])],
  ])('that has a password is known before a program opens it: %s', (_what, bytes) => {
    expect(readOfficeDocument(memorySource(bytes))?.isProtected).toBe(true);
  });

  it.each([
    ['a new one', archive('word/document.xml word/vbaProject.bin')],
    ['an old one', compoundFile(['Root Entry', 'WordDocument', 'Macros', 'VBA'], fileInformation(0))],
  ])('that carries macros says so: %s', (_what, bytes) => {
    expect(readOfficeDocument(memorySource(bytes))?.holdsMacros).toBe(true);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['another archive', archive('notes.txt')],
    ['a header alone', compoundFile([]).subarray(0, 100)],
  ])('is not found in %s', (_what, bytes) => {
    expect(readOfficeDocument(memorySource(bytes))).toBeNull();
  });

  it('whose directory goes in a circle is read to an end', () => {
    const bytes = compoundFile(['Root Entry', 'WordDocument', 'a', 'b', 'c'], fileInformation(0));
    new DataView(bytes.buffer).setUint32(SECTOR + 4, 1, true);
    expect(readOfficeDocument(memorySource(bytes))?.kind).toBe('doc');
  });
});
