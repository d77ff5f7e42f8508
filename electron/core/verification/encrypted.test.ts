import { describe, expect, it } from 'vitest';
import { PdfFixture, onePage } from '../pdf/fixtures/pdf-fixture.ts';
import { makeHarness } from './fixtures/harness.ts';

const { verify } = await makeHarness();
const ENCRYPTED = '/Root 1 0 R/Encrypt 9 0 R/ID[<00><00>]';
const HANDLER = '<</Filter/Standard/V 1/R 2/O(x)/U(x)/P -4>>';

const encrypted = (catalog: string, objects: Record<number, string>): Uint8Array =>
  new PdfFixture()
    .objects({ ...onePage('/MediaBox[0 0 9 9]', catalog), ...objects, 9: HANDLER })
    .table(ENCRYPTED)
    .bytes();

describe('an encrypted file', () => {
  it('without a signature is refused, since nothing in it can be shown', async () => {
    expect(await verify(encrypted('', {}))).toEqual({
      verdict: 'error',
      error: { code: 'PDF_ENCRYPTED' },
      signatures: [],
    });
  });

  it('with a signature that is not in order is invalid', async () => {
    const field = '<</FT/Sig/T(S)/V 6 0 R>>';
    const signature = '<</Type/Sig/ByteRange[0 1 2 3]/Contents<3000>>>';
    const file = encrypted('/AcroForm<</Fields[5 0 R]>>', { 5: field, 6: signature });
    expect((await verify(file)).verdict).toBe('invalid');
  });
});
