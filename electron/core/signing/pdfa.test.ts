import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { qpdfFindings } from '../../../e2e/peers/qpdf.ts';
import { RENDERERS, type RenderedPage } from '../../../e2e/peers/render-page.ts';
import { findTestCard, testCardPng } from '../../../e2e/peers/test-card.ts';
import { memorySource } from '../bytes/byte-source.ts';
import { latin1Bytes, latin1Text } from '../bytes/encodings.ts';
import { srgbProfile } from '../pdf/appearance/srgb-profile.ts';
import { onePage, PdfFixture } from '../pdf/fixtures/pdf-fixture.ts';
import { openPdf } from '../pdf/open-pdf.ts';
import { examineDocument } from '../preflight/examine-document.ts';
import { makeHarness } from '../verification/fixtures/harness.ts';
import { sealContent, sealPdf } from '../verification/fixtures/mini-world.ts';
import { sealBytes, sealRequest } from './fixtures/seal-bytes.ts';

const harness = await makeHarness();

/** A page that claims a part of PDF/A, with an output intent or without. */
function claiming(part: number, intent = ''): Uint8Array {
  const metadata = `<rdf:Description xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="${String(part)}"/>`;
  const objects = {
    ...onePage('/MediaBox[0 0 595 842]', `/Metadata 8 0 R${intent}`),
    4: { entries: '', data: latin1Bytes('0 0 1 rg 0 0 595 842 re f') },
    8: { entries: '/Type/Metadata/Subtype/XML', data: latin1Bytes(metadata) },
    9: { entries: '/N 3', data: srgbProfile() },
  };
  return new PdfFixture('1.4').objects(objects).table('/Root 1 0 R/ID[<aa><bb>]').bytes();
}
const INTENT = '/OutputIntents[<</S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/DestOutputProfile 9 0 R>>]';

/** A disc of 40 pixels: clear outside, red inside, half clear at its edge. */
const disc = encode({
  ...{ width: 40, height: 40, channels: 4, depth: 8 },
  data: Uint8Array.from({ length: 1600 }, (_, at) => {
    const distance = Math.hypot((at % 40) - 19.5, Math.floor(at / 40) - 19.5);
    return distance > 18 ? 0 : distance > 16 ? 128 : 255;
  }).reduce((rgba, opacity, at) => (rgba.set([220, 20, 20, opacity], at * 4), rgba), new Uint8Array(6400)),
});
const content = {
  ...sealContent(harness.first),
  picture: { ...sealContent(harness.first).picture, data: disc },
};
const sealed = (pdf: Uint8Array): Promise<Uint8Array> =>
  sealPdf(harness, pdf, { signer: harness.first, content });
const appended = async (pdf: Uint8Array): Promise<string> =>
  latin1Text((await sealed(pdf)).slice(pdf.length));

describe('a seal in a PDF/A-1', () => {
  it('has no transparency, says what its colours mean, and is valid with the picture of the seal', async () => {
    const bytes = await sealed(claiming(1));
    const update = latin1Text(bytes.slice(claiming(1).length));
    expect(update).not.toMatch(/SMask|DeviceRGB|\/CA|\/ca |\/Group/);
    expect(update).toContain('/ICCBased');
    expect(update).toContain('/ImageMask true');
    expect(update).toMatch(/\/F 132/);
    expect(qpdfFindings(bytes)).toEqual([]);
    const report = await harness.only(bytes);
    expect([report.verdict, report.checks.appearance.code]).toEqual(['valid', 'OK']);
  });

  it('uses the colours of the output intent where there is one', async () => {
    expect(await appended(claiming(1, INTENT))).not.toContain('ICCBased');
    expect(await appended(claiming(2, INTENT))).toContain('SMask');
    expect(await appended(claiming(2))).toContain('ICCBased');
  });

  it('lets the page show where the seal is clear, in other software too', async () => {
    const bytes = await sealed(claiming(1));
    for (const render of Object.values(RENDERERS)) {
      const page = render(bytes, 1);
      // The seal of 40 mm has its centre at 60, 60 mm.
      expect(pixelAt(page, 60, 60)).toEqual(
        [220, 20, 20].map((value) => expect.closeTo(value, -1) as number),
      );
      expect(pixelAt(page, 41.5, 41.5)).toEqual([0, 0, 255]);
    }
  });

  it('is drawn in its true colours by the profile', () => {
    const { bytes } = sealBytes(claiming(1), sealRequest(testCardPng()));
    for (const render of Object.values(RENDERERS)) expect(findTestCard(render(bytes, 1))?.upright).toBe(true);
  });

  it('is not taken for the seal’s picture with another profile or another mask', async () => {
    const bytes = await sealed(claiming(1));
    const withChange = async (from: string, to: string): Promise<string> => {
      const replaced = { from, to };
      const changed = await sealPdf(harness, claiming(1), { signer: harness.first, content, replaced });
      expect(changed).not.toEqual(bytes);
      return (await harness.only(changed)).checks.appearance.code;
    };
    expect(await withChange('/ImageMask true', '/ImageMask 1')).not.toBe('OK');
    expect(await withChange('/N 3', '/N 4')).not.toBe('OK');
  });
});

describe('the examination before sealing', () => {
  const codes = (pdf: Uint8Array) =>
    examineDocument(openPdf(memorySource(pdf))).map(({ code, name }) => [code, name]);

  it('says how PDF/A-1 is kept, and that a later part ends', () => {
    expect(codes(claiming(1, INTENT))).toEqual([['PDFA_HARD_EDGE', 'PDF/A-1']]);
    expect(codes(claiming(2, INTENT))).toEqual([['PDFA_ENDS', 'PDF/A-2']]);
    expect(codes(claiming(3, INTENT))).toEqual([['PDFA_ENDS', 'PDF/A-3']]);
  });

  it('stands in the verdict where the claim is no longer true', async () => {
    const noted = async (part: number) => (await harness.verify(await sealed(claiming(part, INTENT)))).notes;
    expect(await noted(1)).toBeUndefined();
    expect((await noted(2))?.map(({ code }) => code)).toEqual(['PDFA_ENDS']);
  });
});

function pixelAt({ width, height, rgb }: RenderedPage, xMm: number, yMm: number): number[] {
  const column = Math.floor((xMm / 210) * width);
  const row = Math.floor((yMm / 297) * height);
  return [...rgb.subarray((row * width + column) * 3, (row * width + column) * 3 + 3)];
}
