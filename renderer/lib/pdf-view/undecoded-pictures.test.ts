import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { hasUndecodedPicture } from './undecoded-pictures.ts';

type Objects = PDFPageProxy['objs'];
/** Both lists are only gone through. */
const objects = (kept: Readonly<Record<string, unknown>>): Objects =>
  Object.entries(kept) as unknown as Objects;
const page = (own: Readonly<Record<string, unknown>>, shared: Readonly<Record<string, unknown>> = {}) => ({
  ...{ pageNumber: 3, objs: objects(own), commonObjs: objects(shared) },
});

describe('hasUndecodedPicture', () => {
  it('finds a picture of the page that came to nothing', () => {
    expect(hasUndecodedPicture(page({ img_p2_1: {}, img_p2_2: null }))).toBe(true);
    expect(hasUndecodedPicture(page({ img_p2_1: {} }, { g_d0_img_p2_4: null }))).toBe(true);
  });

  it('passes over what is drawn, what is no picture, and pictures of other pages', () => {
    const others = { g_d0_img_p1_4: null, g_d0_f1: null };
    expect(hasUndecodedPicture(page({ img_p2_1: {}, mask_p2_1: null }, others))).toBe(false);
  });
});
