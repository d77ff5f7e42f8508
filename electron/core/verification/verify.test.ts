import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../../shared/errors.ts';
import { concatBytes } from '../bytes/byte-arrays.ts';
import { latin1Bytes, latin1Text } from '../bytes/encodings.ts';
import { onePage, PdfFixture } from '../pdf/fixtures/pdf-fixture.ts';
import type { BrokenCheck } from './evidence/context.ts';
import { makeHarness } from './fixtures/harness.ts';

const harness = await makeHarness();
const { plain, verify, only, summary, sealedBy } = harness;
const sealed = await sealedBy();

describe('a document sealed once', () => {
  it('is valid in every dimension', async () => {
    const report = await only(sealed);
    expect(report).toMatchObject({
      field: expect.stringMatching(/./) as string,
      format: 'ses-v4',
      verdict: 'valid',
      reasons: [],
      signer: { subject: 'CN=样例甲方,C=CN' },
      seal: { name: '样例公章', maker: 'CN=样例制章者,C=CN' },
      signedAt: '2026-06-01T00:00:00.000Z',
      coversWholeFile: true,
      coveredBytes: sealed.length,
      place: { page: 0 },
    });
    const codes = Object.entries(report.checks).map(
      ([name, { result, code }]) => `${name} ${result} ${code}`,
    );
    expect(codes).toEqual([
      'integrity pass OK',
      'signature pass OK',
      'seal pass OK',
      'status skipped NOT_CHECKED',
      'certificate pass OK',
      'revocation pass OK',
      'time pass TIME_CLAIMED_ONLY',
      'modification pass OK',
      'coverage pass COVERS_WHOLE_FILE',
      'appearance pass OK',
      'register skipped NOT_CHECKED',
    ]);
  });

  it('was unsigned before', async () => {
    expect(await verify(plain)).toEqual({ verdict: 'unsigned', signatures: [] });
  });
});

describe('a check that breaks off', () => {
  it('makes the signature invalid, and is told once without anything of the document', async () => {
    const broken: BrokenCheck[] = [];
    const listConfirmedAt = (): never => {
      throw new TypeError('words of the document');
    };
    const report = await verify(sealed, { listConfirmedAt, onBrokenCheck: (each) => broken.push(each) });
    expect(report.verdict).toBe('invalid');
    expect(broken).toEqual([
      { code: 'INTERNAL', error: 'TypeError', at: expect.stringMatching(/^[^/\\]+\.ts:\d+$/) as string },
    ]);
  });

  it('is told by its code when it has one', async () => {
    const broken: BrokenCheck[] = [];
    const listConfirmedAt = (): never => {
      throw new CodedError('STORE_DAMAGED', 'words of the document');
    };
    await verify(sealed, { listConfirmedAt, onBrokenCheck: (each) => broken.push(each) });
    expect(broken).toMatchObject([{ code: 'STORE_DAMAGED' }]);
  });
});

describe('bytes changed after sealing', () => {
  const gapStart = latin1Text(sealed).indexOf('<30');
  const gapEnd = latin1Text(sealed).indexOf('>', gapStart) + 1;

  it('never leave it valid, wherever the byte lies', async () => {
    const step = 97;
    for (let offset = 0; offset < sealed.length; offset += step) {
      const changed = sealed.slice();
      changed[offset] = (changed[offset] ?? 0) ^ 1;
      const { verdict } = await verify(changed);
      const context = `offset ${String(offset)}`;
      expect([context, verdict]).not.toEqual([context, 'valid']);
      expect([context, verdict]).not.toEqual([context, 'unsigned']);
    }
  });

  it('never leave it valid as pieces cut, repeated or moved', async () => {
    const place = fc.nat(sealed.length - 1);
    await fc.assert(
      fc.asyncProperty(
        place,
        place,
        fc.integer({ min: 1, max: 2000 }),
        fc.boolean(),
        async (at, from, length, insert) => {
          const piece = sealed.slice(from, from + length);
          const rest = sealed.slice(insert ? at : at + length);
          const changed = concatBytes(
            sealed.slice(0, at),
            insert || at % 2 === 0 ? piece : new Uint8Array(),
            rest,
          );
          fc.pre(latin1Text(changed).toLowerCase() !== latin1Text(sealed).toLowerCase());
          expect((await verify(changed)).verdict).not.toBe('valid');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are named as a change of the document', async () => {
    const changed = sealed.slice();
    const offset = latin1Text(sealed).indexOf('595 842');
    changed[offset] = 0x34;
    expect(await summary(changed)).toEqual(['invalid', 'HASH_FAILURE']);
  });

  it('may be the case of a hexadecimal digit in /Contents, which changes no meaning', async () => {
    const text = latin1Text(sealed);
    const offset = gapStart + text.slice(gapStart, gapEnd).search(/[a-f]/);
    const changed = sealed.slice();
    changed[offset] = (changed[offset] ?? 0) ^ 0x20;
    expect(await summary(changed)).toEqual(['valid']);
  });

  it.each([
    ['one byte of text behind the end', 'x', 'COVERAGE_INCOMPLETE'],
    ['an object without a cross-reference', '9 0 obj<</Type/Page>>endobj\n', 'COVERAGE_INCOMPLETE'],
  ])('%s', async (_name, tail, code) => {
    expect(await summary(concatBytes(sealed, latin1Bytes(tail)))).toEqual(['invalid', code]);
  });

  it.each(['\n', '\r\n'])('may be a line end behind the end', async (tail) => {
    expect(await summary(concatBytes(sealed, latin1Bytes(tail)))).toEqual(['valid']);
  });

  it('may not be data in the padding of /Contents', async () => {
    const changed = sealed.slice();
    changed[gapEnd - 2] = 0x31;
    expect((await only(changed)).checks.integrity).toEqual({
      result: 'fail',
      code: 'CONTENTS_INVALID',
      facts: { rule: 'padding' },
    });
  });
});

describe('the time of signing', () => {
  it('may be a little ahead, as clocks are', async () => {
    expect(await summary(sealed, { now: new Date('2026-05-31T23:56:00Z') })).toEqual(['valid']);
  });

  it('lies in the future', async () => {
    const now = new Date('2026-05-30T00:00:00Z');
    expect(await summary(sealed, { now })).toEqual(['indeterminate', 'TIME_IN_FUTURE']);
  });
});

describe('a file that cannot be parsed', () => {
  it('is invalid if its bytes hold a trace of a signature', async () => {
    const cut = sealed.slice(0, sealed.length - 40);
    expect(await summary(cut)).toEqual(['invalid', 'PDF_STRUCTURE_DAMAGED']);
  });

  it('is an error if they hold none', async () => {
    const result = await verify(plain.slice(0, plain.length - 40));
    expect(result).toMatchObject({ verdict: 'error', signatures: [] });
  });

  it('counts as damaged with a signature dictionary outside the form', async () => {
    const pdf = new PdfFixture()
      .objects({
        1: '<</Type/Catalog/Pages 2 0 R>>',
        2: '<</Type/Pages/Kids[3 0 R]/Count 1>>',
        3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>',
        4: '<</Type/Sig/ByteRange[0 1 2 3]/Contents<30>>>',
      })
      .table()
      .bytes();
    expect(await summary(pdf)).toEqual(['invalid', 'PDF_STRUCTURE_DAMAGED']);
  });
});

const ENCRYPTED = '/Root 1 0 R/Encrypt 9 0 R/ID[<00><00>]';
const HANDLER = '<</Filter/Standard/V 1/R 2/O(x)/U(x)/P -4>>';

const encrypted = (catalog: string, objects: Record<number, string>): Uint8Array =>
  new PdfFixture()
    .objects({ ...onePage('/MediaBox[0 0 9 9]', catalog), ...objects, 9: HANDLER })
    .table(ENCRYPTED)
    .bytes();

describe('an encrypted file', () => {
  it('is refused without a signature, since nothing in it can be shown', async () => {
    expect(await verify(encrypted('', {}))).toEqual({
      verdict: 'error',
      error: { code: 'PDF_ENCRYPTION_DAMAGED' },
      signatures: [],
    });
  });

  it('is invalid with a signature that is not in order', async () => {
    const field = '<</FT/Sig/T(S)/V 6 0 R>>';
    const signature = '<</Type/Sig/ByteRange[0 1 2 3]/Contents<3000>>>';
    const file = encrypted('/AcroForm<</Fields[5 0 R]>>', { 5: field, 6: signature });
    expect((await verify(file)).verdict).toBe('invalid');
  });
});
