import type { PictureRows } from '../../../image/picture-rows.ts';

/** Bytes that are gathered before they are handed on: packing many short rows takes longer. */
const BAND = 256 * 1024;

/** Gives red, green and blue of a picture. A piece is good until the next one is asked for. @throws as its rows do */
export function coloursOf(picture: PictureRows): Generator<Uint8Array> {
  return inBands(picture, 3, (rgba, target, start) => {
    for (let from = 0, at = start; from < rgba.length; from += 4, at += 3) {
      target[at] = rgba[from] ?? 0;
      target[at + 1] = rgba[from + 1] ?? 0;
      target[at + 2] = rgba[from + 2] ?? 0;
    }
  });
}

/** The opacity of a picture. */
interface Opacity {
  /** A byte a pixel. A piece is good until the next one is asked for. @throws as the rows of the picture do */
  readonly data: Iterable<Uint8Array>;
  /** Tells, once all data were taken, whether anything is clear. */
  readonly isUsed: () => boolean;
}

/** Gives the opacity of a picture. */
export function opacityOf(picture: PictureRows): Opacity {
  let [least, most] = [255, 0];
  const data = inBands(picture, 1, (rgba, target, start) => {
    for (let from = 3, at = start; from < rgba.length; from += 4, at += 1) {
      const value = rgba[from] ?? 255;
      if (value < least) least = value;
      if (value > most) most = value;
      target[at] = value;
    }
  });
  return { data, isUsed: () => least < 255 && !(picture.mayLeaveOpacity && most === 0) };
}

type WriteRow = (rgba: Uint8Array, target: Uint8Array, start: number) => void;

function* inBands({ width, rows }: PictureRows, channels: number, write: WriteRow): Generator<Uint8Array> {
  const length = channels * width;
  const band = new Uint8Array(Math.max(1, Math.floor(BAND / length)) * length);
  let have = 0;
  for (const rgba of rows()) {
    write(rgba, band, have);
    have += length;
    if (have < band.length) continue;
    yield band;
    have = 0;
  }
  if (have > 0) yield band.subarray(0, have);
}
