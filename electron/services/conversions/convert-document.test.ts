import { describe, expect, it } from 'vitest';
import { memorySource } from '../../core/bytes/byte-source.ts';
import { latin1Bytes, latin1Text } from '../../core/bytes/encodings.ts';
import { CodedError } from '../../shared/errors.ts';
import { failure, resultOf, success } from '../../shared/result.ts';
import type { OpenFile } from '../ports/files.ts';
import { type ConversionPorts, convertDocument, offerConversion } from './convert-document.ts';
import type { OfficeJob } from './office-port.ts';

const DOCX = 'PK\x03\x04[Content_Types].xml word/document.xml';

interface World {
  readonly content?: string;
  readonly size?: number;
  readonly hasProgram?: boolean;
  /** What the office program writes; an error ends it. */
  readonly made?: string | CodedError;
  readonly isChanged?: boolean;
}

/** One file at /in/合同.docx, and what is written. */
function world({ content = DOCX, hasProgram = true, made = '%PDF-1.7 made', ...rest }: World = {}) {
  const written = new Map<string, string>();
  const jobs: OfficeJob[] = [];
  const opened = (text: string): OpenFile => ({
    ...memorySource(latin1Bytes(text)),
    permissions: 0o640,
    unchanged: () => rest.isChanged !== true,
    close: () => undefined,
  });
  const ports: ConversionPorts = {
    holding: (path, work) => work({ path, descriptor: -1, size: 0, modifiedAtMs: 0, permissions: 0o640 }),
    files: {
      open: () => ({ ...opened(content), size: rest.size ?? content.length }),
      createDraft: (path) => {
        let text = '';
        return {
          write: (bytes) => void (text += latin1Text(bytes)),
          writeAt: () => undefined,
          asSource: () => memorySource(latin1Bytes(text)),
          holds: () => true,
          publish: () => void written.set(path, text),
          discard: () => undefined,
        };
      },
    },
    office: {
      find: () => (hasProgram ? [{ name: 'LibreOffice', path: '/usr/bin/soffice' }] : []),
      convert: (job, use) =>
        resultOf(() => {
          jobs.push(job);
          if (typeof made !== 'string') throw made;
          return use(opened(made));
        }),
    },
    pageOfPicture: (picture) =>
      Promise.resolve(
        picture.length > 10 ? success(latin1Bytes('%PDF-1.7 page')) : failure({ code: 'PICTURE_DAMAGED' }),
      ),
    nameOf: () => ({ name: '合同.docx', extension: 'docx' }),
    beside: () => '/in/合同.pdf',
  };
  const order = { path: '/in/合同.docx', outputPath: null, deadlineMs: 1000 };
  return {
    written,
    jobs,
    offer: () => offerConversion(order.path, ports),
    convert: () => convertDocument(order, ports),
  };
}

describe('A conversion', () => {
  it('says what is made of a document and by which program, and starts none', async () => {
    const { offer, jobs } = world();
    expect(await offer()).toEqual(
      success({ name: '合同.docx', kind: 'office', program: 'LibreOffice', holdsMacros: false }),
    );
    expect(jobs).toEqual([]);
  });

  it('puts the PDF beside the document', async () => {
    const { convert, written, jobs } = world();
    expect(await convert()).toMatchObject({
      ok: true,
      value: { path: '/in/合同.pdf', program: 'LibreOffice' },
    });
    expect(written).toEqual(new Map([['/in/合同.pdf', '%PDF-1.7 made']]));
    expect(jobs).toMatchObject([{ extension: 'docx', deadlineMs: 1000 }]);
  });

  it('makes a page of a picture without any other program', async () => {
    const { convert, written, jobs } = world({ content: '\x89PNG\r\n\x1a\n picture', hasProgram: false });
    expect(await convert()).toMatchObject({ ok: true, value: { kind: 'picture', program: null } });
    expect([[...written.values()], jobs]).toEqual([['%PDF-1.7 page'], []]);
  });

  it.each([
    ['FILE_NEEDS_NO_CONVERSION', { content: '%PDF-1.7' }],
    ['FILE_IS_OFD', { content: 'PK\x03\x04OFD.xml' }],
    ['NOT_A_PDF', { content: 'hello' }],
    ['OFFICE_PROGRAM_MISSING', { hasProgram: false }],
    ['OFFICE_DOCUMENT_TOO_LARGE', { size: 400 * 1024 * 1024 }],
    ['PICTURE_DAMAGED', { content: '\x89PNG\r\n\x1a\n' }],
    ['OFFICE_PROGRAM_MISSING', { content: 'GIF89a', hasProgram: false }],
    ['OFFICE_WROTE_NOTHING', { made: 'no PDF' }],
    ['OFFICE_PROGRAM_HUNG', { made: new CodedError('OFFICE_PROGRAM_HUNG') }],
    ['FILE_CHANGED', { isChanged: true }],
  ] as const)('that cannot be fails with %s and writes nothing', async (code, given) => {
    const { convert, written } = world(given);
    expect(await convert()).toMatchObject({ ok: false, error: { code } });
    expect(written.size).toBe(0);
  });
});
