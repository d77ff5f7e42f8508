import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PDF_BUDGET } from '../../budgets.ts';
import { latin1Bytes, latin1Text } from '../../bytes/encodings.ts';
import { WorkMeter } from '../../work-meter.ts';
import { pdfArray, pdfDictionary, pdfName, pdfNumber, type PdfObject } from '../syntax/objects.ts';
import { decodeAscii85, decodeAsciiHex, decodeStreamData } from './decode-stream.ts';
import { inflate, decodeLzw } from './decompress.ts';
import { undoPredictor } from './predictor.ts';

const LIMIT = { most: 1 << 20 };
const same = (object: PdfObject): PdfObject => object;

describe('inflate', () => {
  it('undoes what zlib compressed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), (data) => {
        expect(inflate(new Uint8Array(deflateSync(data)), LIMIT)).toEqual(data);
      }),
    );
  });

  it('stops a bomb', () => {
    const bomb = new Uint8Array(deflateSync(new Uint8Array(50_000_000)));
    const overBudget: unknown = expect.objectContaining({ code: 'FILE_OVER_BUDGET' });
    expect(() => inflate(bomb, LIMIT)).toThrow(overBudget);
    const meter = new WorkMeter(0);
    meter.spend('inflatedBytes', PDF_BUDGET.inflatedBytes - 1_000_000);
    expect(() => inflate(bomb, { most: 100_000_000, meter })).toThrow(overBudget);
    expect(meter.spent.inflatedBytes).toBeLessThan(PDF_BUDGET.inflatedBytes + 5_000_000);
    expect(meter.exceeded).not.toBeNull();
    const zeros = latin1Bytes('z'.repeat(300_000));
    expect(() => decodeAscii85(zeros, LIMIT)).toThrow(overBudget);
    expect(() => decodeAsciiHex(new Uint8Array(3_000_000), LIMIT)).toThrow(overBudget);
  });

  it('refuses data that is cut short or no zlib data', () => {
    const data = new Uint8Array(deflateSync(latin1Bytes('some text that is long enough to be cut')));
    for (const broken of [data.subarray(0, 12), latin1Bytes('plain'), new Uint8Array(0)]) {
      expect(() => inflate(broken, LIMIT)).toThrow(expect.objectContaining({ code: 'PDF_DAMAGED' }));
    }
  });
});

describe('decodeStreamData', () => {
  it('decodes hexadecimal and base 85 text', () => {
    expect(decodeAsciiHex(latin1Bytes('48 65 6C6c 6F7>'), LIMIT)).toEqual(latin1Bytes('Hellop'));
    expect(latin1Text(decodeAscii85(latin1Bytes('87cURD]i,"Ebo80~>'), LIMIT))).toBe('Hello World!');
    expect(decodeAscii85(latin1Bytes('z~>'), LIMIT)).toEqual(new Uint8Array(4));
  });

  it('decodes the LZW example of ISO 32000-2 §7.4.4.2', () => {
    const encoded = Uint8Array.of(0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01);
    expect(decodeLzw(encoded, 1, LIMIT)).toEqual(Uint8Array.of(45, 45, 45, 45, 45, 65, 45, 45, 45, 66));
  });

  it('undoes each PNG row filter and the TIFF predictor', () => {
    const parameters = { predictor: 15, colors: 1, bitsPerComponent: 8, columns: 3 };
    const rows = [0, 1, 2, 3, /**/ 1, 1, 1, 1, /**/ 2, 1, 1, 1, /**/ 3, 1, 1, 1, /**/ 4, 1, 1, 1];
    expect([...undoPredictor(Uint8Array.from(rows), parameters)]).toEqual([
      ...[1, 2, 3, /**/ 1, 2, 3, /**/ 2, 3, 4, /**/ 2, 3, 4, /**/ 3, 4, 5],
    ]);
    expect([...undoPredictor(Uint8Array.of(1, 1, 1, 5, 1, 1), { ...parameters, predictor: 2 })]).toEqual([
      ...[1, 2, 3, 5, 6, 7],
    ]);
  });

  it('undoes filters in order and names unknown ones', () => {
    const hex = latin1Bytes(`${deflateSync(latin1Bytes('content')).toString('hex')}>`);
    const filters = pdfArray([pdfName('ASCIIHexDecode'), pdfName('FlateDecode')]);
    expect(decodeStreamData(hex, pdfDictionary({ Filter: filters }), same, LIMIT)).toEqual(
      latin1Bytes('content'),
    );
    const unknown = pdfDictionary({ Filter: pdfName('JBIG2Decode') });
    expect(() => decodeStreamData(hex, unknown, same, LIMIT)).toThrow(
      expect.objectContaining({ code: 'PDF_UNSUPPORTED_FILTER' }),
    );
    const predictor = pdfDictionary({
      Filter: pdfName('FlateDecode'),
      DecodeParms: pdfDictionary({ Predictor: pdfNumber(9) }),
    });
    expect(() => decodeStreamData(new Uint8Array(deflateSync(hex)), predictor, same, LIMIT)).toThrow(
      expect.objectContaining({ code: 'PDF_UNSUPPORTED_FILTER' }),
    );
  });
});
