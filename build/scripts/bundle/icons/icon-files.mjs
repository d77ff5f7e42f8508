import { encode } from 'fast-png';

/** An icon's picture as PNG. @param pixels RGBA */
export function pngFile(size, pixels) {
  return encode({ width: size, height: size, data: pixels, channels: 4, depth: 8 });
}

/**
 * A picture as Windows keeps small ones in an .ico file: a BITMAPINFOHEADER of twice the height, BGRA from the bottom
 * row up, and a mask that the alpha makes needless. Installers and older parts of the shell read no other kind.
 */
function bitmap(size, pixels) {
  const maskRow = Math.ceil(size / 32) * 4;
  const file = Buffer.alloc(40 + size * size * 4 + maskRow * size);
  file.writeUInt32LE(40, 0);
  file.writeInt32LE(size, 4);
  file.writeInt32LE(size * 2, 8);
  file.writeUInt16LE(1, 12);
  file.writeUInt16LE(32, 14);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const from = ((size - 1 - row) * size + column) * 4;
      const [red, green, blue, alpha] = pixels.subarray(from, from + 4);
      file.set([blue, green, red, alpha], 40 + (row * size + column) * 4);
    }
  }
  return file;
}

/**
 * Makes an .ico file for Windows.
 * @param {{ size: number, pixels: Uint8Array }[]} pictures 256 pixels a side at most
 */
export function icoFile(pictures) {
  const contents = pictures.map(({ size, pixels }) =>
    size < 256 ? bitmap(size, pixels) : Buffer.from(pngFile(size, pixels)),
  );
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  pictures.forEach(({ size }, index) => {
    const at = 6 + 16 * index;
    // 0 stands for 256.
    head.set([size % 256, size % 256], at);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(contents[index].length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += contents[index].length;
  });
  return Buffer.concat([head, ...contents]);
}

/** Types of the members of an .icns file that hold PNG, by their pixels: at 1x, and at 2x of half the size. */
const ICNS_TYPES = {
  16: ['icp4'],
  32: ['icp5', 'ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
};

/** Makes an .icns file for macOS of the pictures whose sizes it knows. @param {{ size: number, pixels: Uint8Array }[]} pictures */
export function icnsFile(pictures) {
  const members = pictures.flatMap(({ size, pixels }) => {
    const content = Buffer.from(pngFile(size, pixels));
    return (ICNS_TYPES[size] ?? []).map((type) => member(type, content));
  });
  return member('icns', Buffer.concat(members));
}

/** A member: four letters, its whole length, its content. The file itself is one. */
function member(type, content) {
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32BE(8 + content.length, 4);
  return Buffer.concat([head, content]);
}
