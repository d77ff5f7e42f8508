import type { RasterPicture } from '../../image/image-size.ts';

const WHITE = 255;

/**
 * Returns a picture as PDF/A-1 can show it, which knows no transparency (ISO 19005-1 6.4): pixels that are wholly clear
 * stay so, and what the others let through is white, as the page mostly is.
 */
export function hardened({ width, height, rgba }: RasterPicture): RasterPicture {
  const hard = new Uint8Array(rgba.length);
  for (let at = 0; at < rgba.length; at += 4) {
    const opacity = rgba[at + 3] ?? WHITE;
    for (let channel = 0; channel < 3; channel += 1) {
      const value = rgba[at + channel] ?? 0;
      hard[at + channel] = Math.round((value * opacity + WHITE * (255 - opacity)) / 255);
    }
    hard[at + 3] = opacity === 0 ? 0 : 255;
  }
  return { width, height, rgba: hard };
}
