/** Widths of Times from U+0020 to U+007E in thousandths of its size (Adobe Core 14 AFM). */
const WIDTHS = [
  250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500,
  500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333,
  389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469,
  500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389,
  278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
] as const;
const OTHER_WIDTH = 500;

/** Returns the width of a letter of ASCII in Times, in thousandths of its size. @param code U+0020 to U+007E */
export function timesWidth(code: number): number {
  return WIDTHS[code - 0x20] ?? OTHER_WIDTH;
}
