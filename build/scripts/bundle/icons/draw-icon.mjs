/** Colours of the window's own theme (renderer/app/styles/theme.css); the red is that of a seal's ink. */
const COLOURS = {
  tileTop: [0x1f, 0x6c, 0xd6],
  tileBottom: [0x0d, 0x44, 0x90],
  paper: [0xff, 0xff, 0xff],
  fold: [0xc9, 0xd8, 0xee],
  line: [0xa9, 0xb3, 0xc1],
  edge: [0x76, 0x7d, 0x87],
  ink: [0xc8, 0x10, 0x1c],
};

/**
 * Where everything lies, as parts of the side. Small icons have a thicker ring, no fold, and a dot for the star: what is
 * thinner than a pixel would only be grey.
 */
const LAYOUTS = {
  small: {
    ...{ tile: [0, 0, 1, 1], paper: [3 / 16, 2 / 16, 13 / 16, 14 / 16], corner: 0.03, fold: 0, lines: [] },
    ...{ centre: [0.5, 0.5], ring: [3.7 / 16, 2.3 / 16], dot: 1.1 / 16, edge: 1 / 16 },
  },
  medium: {
    ...{ tile: [0, 0, 1, 1], paper: [0.2, 0.125, 0.8, 0.875], corner: 0.035, fold: 0.15, lines: [0.27] },
    ...{ centre: [0.5, 0.6], ring: [0.225, 0.155], dot: null, edge: 0.018 },
  },
  large: {
    ...{ tile: [0.02, 0.02, 0.98, 0.98], paper: [0.21, 0.115, 0.79, 0.885], corner: 0.035, fold: 0.15 },
    ...{ lines: [0.235, 0.305], centre: [0.5, 0.615], ring: [0.215, 0.172], dot: null, edge: 0.018 },
  },
};

/** Returns the layout for a size, with the sheet on whole pixels, so that its edges are sharp. */
function layoutFor(size) {
  const layout = LAYOUTS[size < 28 ? 'small' : size < 60 ? 'medium' : 'large'];
  return { ...layout, paper: layout.paper.map((part) => Math.round(part * size) / size) };
}

/** Tells whether a point lies in a rectangle whose corners are rounded. */
function inRounded(x, y, [left, top, right, bottom], radius) {
  if (x < left || x > right || y < top || y > bottom) return false;
  const dx = Math.max(left + radius - x, x - (right - radius), 0);
  const dy = Math.max(top + radius - y, y - (bottom - radius), 0);
  return dx * dx + dy * dy <= radius * radius;
}

/** Tells whether a point lies in a five-pointed star that stands upright. */
function inStar(dx, dy, radius) {
  const fifth = (2 * Math.PI) / 5;
  const angle = Math.atan2(dx, -dy);
  const within = Math.abs(angle - fifth * Math.round(angle / fifth));
  const distance = Math.hypot(dx, dy);
  const [px, py] = [distance * Math.sin(within), distance * Math.cos(within)];
  // The edge runs from the point of the star to the notch beside it; 0.382 is what a regular star has.
  const [notchX, notchY] = [radius * 0.382 * Math.sin(fifth / 2), radius * 0.382 * Math.cos(fifth / 2)];
  return px * (radius - notchY) <= notchX * (radius - py);
}

/** Returns the ink of the seal, or null beside it. */
function sealAt(x, y, { centre, ring: [outer, inner], dot }) {
  const [dx, dy] = [x - centre[0], y - centre[1]];
  const distance = Math.hypot(dx, dy);
  const isRing = distance <= outer && distance >= inner;
  const isMiddle = dot === null ? inStar(dx, dy, inner * 0.72) : distance <= dot;
  return isRing || isMiddle ? COLOURS.ink : null;
}

/** Returns the colour of the sheet with its seal, or null beside the sheet. */
function sheetAt(x, y, layout) {
  const { paper, corner, fold, lines } = layout;
  const [left, top, right] = paper;
  if (!inRounded(x, y, paper, corner)) return null;
  if (fold > 0 && x - (right - fold) > y - top) return null;
  if (fold > 0 && x > right - fold && y < top + fold) return COLOURS.fold;
  const isLine =
    lines.some((line) => Math.abs(y - line) < 0.016) && x > left + 0.09 && x < right - fold - 0.05;
  return sealAt(x, y, layout) ?? (isLine ? COLOURS.line : COLOURS.paper);
}

/** The app's own icon: a sealed sheet on a tile in the colour of action. */
function appAt(x, y, layout) {
  if (!inRounded(x, y, layout.tile, 0.2)) return null;
  const mixed = COLOURS.tileTop.map((part, index) => part + (COLOURS.tileBottom[index] - part) * y);
  return sheetAt(x, y, layout) ?? mixed;
}

/** The icon of a file: the sheet alone, with an edge, since it lies on white as often as not. */
function fileAt(x, y, layout) {
  const grow = (value) => 0.5 + (value - 0.5) * 0.8;
  const at = sheetAt(grow(x), grow(y), layout);
  if (at === null) return null;
  const { edge } = layout;
  const beside = [
    [edge, 0],
    [-edge, 0],
    [0, edge],
    [0, -edge],
    [edge * 0.7, -edge * 0.7],
  ];
  const isEdge = beside.some(([dx, dy]) => sheetAt(grow(x + dx), grow(y + dy), layout) === null);
  return isEdge ? COLOURS.edge : at;
}

const PICTURES = { app: appAt, file: fileAt };

/**
 * Draws an icon.
 * @param {'app' | 'file'} picture the program, or a file of its own kind
 * @param {number} size pixels of a side
 * @returns {Uint8Array} RGBA, row by row, alpha not multiplied in
 */
export function drawIcon(picture, size) {
  const [colourAt, layout] = [PICTURES[picture], layoutFor(size)];
  // Points in each direction of a pixel: small icons are cheap, and their edges are seen.
  const points = size <= 64 ? 12 : 5;
  const pixels = new Uint8Array(size * size * 4);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const sum = [0, 0, 0];
      let covered = 0;
      for (let point = 0; point < points * points; point++) {
        const x = (column + ((point % points) + 0.5) / points) / size;
        const y = (row + (Math.floor(point / points) + 0.5) / points) / size;
        const colour = colourAt(x, y, layout);
        if (colour === null) continue;
        covered++;
        colour.forEach((part, index) => (sum[index] += part));
      }
      const at = (row * size + column) * 4;
      sum.forEach((part, index) => (pixels[at + index] = covered === 0 ? 0 : Math.round(part / covered)));
      pixels[at + 3] = Math.round((255 * covered) / (points * points));
    }
  }
  return pixels;
}
