import type { SealInfo } from '../../../electron/shared/model/token.ts';

/** Seals of enterprises are 38 to 45 mm wide; at this scale they are clear, and a seal of 18 mm still is. */
const USUAL_PIXELS_PER_MM = 2.6;

/** CSS pixels: the room for the largest seal. */
const ROOM = 140;

/**
 * Returns the one scale at which all seals are drawn, so that each shows in relation to its true size; the largest
 * one fits.
 * @returns CSS pixels per millimetre
 */
export function pixelsPerMillimetre(seals: readonly Pick<SealInfo, 'widthMm' | 'heightMm'>[]): number {
  const largest = Math.max(0, ...seals.flatMap(({ widthMm, heightMm }) => [widthMm, heightMm]));
  return largest > 0 ? Math.min(USUAL_PIXELS_PER_MM, ROOM / largest) : USUAL_PIXELS_PER_MM;
}
