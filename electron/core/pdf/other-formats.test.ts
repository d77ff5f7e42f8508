import { describe, expect, it } from 'vitest';
import { latin1Bytes } from '../bytes/encodings.ts';
import { codeOfOtherFormat } from './other-formats.ts';

const archive = 'PK\x03\x04\x14\x00';
const none = new Uint8Array();

describe('A file without the mark of a PDF', () => {
  it.each([
    ['an OFD whose first entry is its entry', `${archive}OFD.xml`, '', 'FILE_IS_OFD'],
    ['an OFD that names its entry in the directory', `${archive}Doc_0/`, 'PK\x01\x02OFD.xml', 'FILE_IS_OFD'],
    ['a Word document', `${archive}[Content_Types].xml`, '', 'FILE_IS_OFFICE_DOCUMENT'],
    ['an Excel document', `${archive}_rels/.rels`, 'xl/workbook.xml', 'FILE_IS_OFFICE_DOCUMENT'],
    [
      'an older document of an office program',
      '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
      '',
      'FILE_IS_OFFICE_DOCUMENT',
    ],
    ['a scan', '\xff\xd8\xff\xe0', '', 'FILE_IS_PICTURE'],
    ['a TIFF', 'II*\0', '', 'FILE_IS_PICTURE'],
    ['a file that E-SafeNet keeps', 'b\x14#e\0\0E-SafeNet\0\0\0LOCK\0', '', 'FILE_GUARDED'],
    ['a file of another such product', '%TSD-Header-###%\x01\x02', '', 'FILE_GUARDED'],
    ['another archive', `${archive}notes.txt`, 'notes.txt', 'NOT_A_PDF'],
    ['a text that speaks of OFD.xml', 'OFD.xml', '', 'NOT_A_PDF'],
  ])('is named: %s', (_what, head, tail, code) => {
    expect(codeOfOtherFormat(latin1Bytes(head), latin1Bytes(tail))).toBe(code);
  });

  it('is nothing known where it is empty', () => {
    expect(codeOfOtherFormat(none, none)).toBe('NOT_A_PDF');
  });
});
