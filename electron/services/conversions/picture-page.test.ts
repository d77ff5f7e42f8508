import { encode } from 'fast-png';
import { PDFDocument } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { pageOfPicture } from './picture-page.ts';

function png(width: number, height: number): Uint8Array {
  return encode({ width, height, data: new Uint8Array(width * height * 3).fill(200), channels: 3 });
}

async function pageOf(picture: Uint8Array): Promise<{ width: number; height: number; pages: number }> {
  const pdf = await PDFDocument.load(await pageOfPicture(picture));
  const { width, height } = pdf.getPage(0).getSize();
  return { width: Math.round(width), height: Math.round(height), pages: pdf.getPageCount() };
}

describe('A picture', () => {
  it.each([
    ['an upright one', png(20, 30), { width: 595, height: 842, pages: 1 }],
    ['one across', png(30, 20), { width: 842, height: 595, pages: 1 }],
  ])('becomes one A4 page, %s', async (_what, picture, page) => {
    expect(await pageOf(picture)).toEqual(page);
  });

  it.each([
    ['PICTURE_DAMAGED', png(20, 30).subarray(0, 60)],
    ['PICTURE_DAMAGED', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0])],
    ['PICTURE_TOO_LARGE', huge()],
  ])('that cannot be shown fails with %s', async (code, picture) => {
    await expect(pageOfPicture(picture)).rejects.toMatchObject({ code });
  });
});

/** A header that says 100,000 by 100,000 pixels. */
function huge(): Uint8Array {
  const bytes = png(2, 2);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  view.setUint32(16, 100_000);
  view.setUint32(20, 100_000);
  return bytes;
}
