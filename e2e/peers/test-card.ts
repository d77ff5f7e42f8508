import { encode } from 'fast-png';
import type { RenderedPage } from './render-page.ts';

type Colour = readonly [red: number, green: number, blue: number];

/** Top left, top right, bottom left, bottom right. No rotation or mirror image looks the same. */
const QUARTERS: readonly Colour[] = [
  [255, 0, 128],
  [0, 255, 128],
  [128, 0, 255],
  [255, 160, 0],
];

const WIDTH = 80;
const HEIGHT = 40;
const TOLERANCE = 12;

/** Makes a PNG of four coloured quarters, twice as wide as high. */
export function testCardPng(): Uint8Array {
  const data = new Uint8Array(WIDTH * HEIGHT * 4);
  for (let at = 0; at < WIDTH * HEIGHT; at += 1) {
    const right = at % WIDTH >= WIDTH / 2 ? 1 : 0;
    const bottom = at >= (WIDTH * HEIGHT) / 2 ? 2 : 0;
    data.set([...(QUARTERS[right + bottom] ?? []), 255], at * 4);
  }
  return encode({ width: WIDTH, height: HEIGHT, data, channels: 4, depth: 8 });
}

/** Place of the card in a rendering, in fractions of the page's width and height. */
export interface SeenCard {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** True when every quarter is in its place. */
  readonly upright: boolean;
}

/** Finds the card by its colours; null when it is not visible. */
export function findTestCard(page: RenderedPage): SeenCard | null {
  const boxes = QUARTERS.map((colour) => boxOf(page, colour));
  const [topLeft, topRight, bottomLeft, bottomRight] = boxes;
  if (!topLeft || !topRight || !bottomLeft || !bottomRight) return null;
  const left = Math.min(...boxes.map((box) => box?.left ?? Infinity));
  const top = Math.min(...boxes.map((box) => box?.top ?? Infinity));
  const right = Math.max(...boxes.map((box) => box?.right ?? -Infinity));
  const bottom = Math.max(...boxes.map((box) => box?.bottom ?? -Infinity));
  const upright =
    topLeft.right <= topRight.left + 1 &&
    bottomLeft.right <= bottomRight.left + 1 &&
    topLeft.bottom <= bottomLeft.top + 1 &&
    topRight.bottom <= bottomRight.top + 1;
  const { width, height } = page;
  return { left: left / width, top: top / height, right: right / width, bottom: bottom / height, upright };
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Returns the box around the pixels of a colour. */
function boxOf(page: RenderedPage, colour: Colour): Box | undefined {
  let box: Box | undefined;
  for (let y = 0; y < page.height; y += 1) {
    for (let x = 0; x < page.width; x += 1) {
      if (!isColour(page, x, y, colour)) continue;
      box = {
        left: Math.min(box?.left ?? x, x),
        top: Math.min(box?.top ?? y, y),
        right: Math.max(box?.right ?? x, x + 1),
        bottom: Math.max(box?.bottom ?? y, y + 1),
      };
    }
  }
  return box;
}

function isColour({ width, rgb }: RenderedPage, x: number, y: number, colour: Colour): boolean {
  const at = (y * width + x) * 3;
  return colour.every((value, channel) => Math.abs((rgb[at + channel] ?? -999) - value) <= TOLERANCE);
}
