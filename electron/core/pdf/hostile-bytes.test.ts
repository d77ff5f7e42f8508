import fc from 'fast-check';
import { describe, it } from 'vitest';
import { testCardPng } from '../../../e2e/peers/test-card.ts';
import { CodedError } from '../../shared/errors.ts';
import { memorySource } from '../bytes/byte-source.ts';
import { sealBytes, sealRequest } from '../signing/fixtures/seal-bytes.ts';
import { widgetAppearance } from './appearance/shown-seal.ts';
import { objectStreamPdf, onePagePdf } from './fixtures/pdf-fixture.ts';
import { openPdf } from './open-pdf.ts';
import { pageGeometry } from './pages/page-geometry.ts';
import { pages } from './pages/page-tree.ts';
import { signatureFields } from './signatures/signature-fields.ts';
import { findSignatureTraces } from './signatures/signature-traces.ts';

const request = sealRequest(testCardPng(), { reservedLength: 16 });
const sealed = [onePagePdf(), objectStreamPdf()].map((pdf) => sealBytes(pdf, request).bytes);

/** Reads everything that a verifier asks of a file. */
function readEverything(bytes: Uint8Array): void {
  const document = openPdf(memorySource(bytes));
  const fields = signatureFields(document);
  for (const page of pages(document)) {
    const geometry = pageGeometry(document, page);
    for (const field of fields) field.widgets.map((widget) => widgetAppearance(document, widget, geometry));
  }
}

describe('openPdf with changed bytes', () => {
  it('throws only coded errors', () => {
    const change = fc.record({
      at: fc.nat(),
      byte: fc.nat(255),
      keep: fc.double({ min: 0.3, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...sealed),
        fc.array(change, { minLength: 1, maxLength: 4 }),
        (original, changes) => {
          const bytes = original.slice();
          for (const { at, byte } of changes) bytes[at % bytes.length] = byte;
          const [{ keep } = { keep: 1 }] = changes;
          const part = keep > 0.9 ? bytes : bytes.slice(0, Math.floor(bytes.length * keep));
          findSignatureTraces(memorySource(part));
          try {
            readEverything(part);
          } catch (error) {
            if (!(error instanceof CodedError)) throw error;
          }
        },
      ),
      { numRuns: 600 },
    );
  });
});
