import { type SfntTables, viewOfBytes } from './sfnt-tables.ts';

/** OpenType 1.9, head: indexToLocFormat, and its value for 32-bit offsets. */
const LOCATION_FORMAT_OFFSET = 50;
const LONG = 1;
/** OpenType 1.9, glyf: a composite glyph has a negative number of contours, and its parts follow the box. */
const PARTS_OFFSET = 10;
const FLAG = { wordArguments: 0x1, scale: 0x8, more: 0x20, twoScales: 0x40, fourScales: 0x80 } as const;

/**
 * Leaves out the outlines of all glyphs but some and those that they are composed of. Numbers of glyphs stay, and so do
 * all other tables.
 * @param tables of a font whose outlines lie in order
 */
export function onlyGlyphs(tables: SfntTables, glyphs: ReadonlySet<number>): SfntTables {
  const outlines = new Outlines(tables);
  const kept = [...outlines.withParts(glyphs)].toSorted((a, b) => a - b);
  const sizes = kept.map((glyph) => Math.ceil(outlines.of(glyph).length / 4) * 4);
  const glyf = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0));
  const loca = new Uint8Array(4 * (outlines.count + 1));
  const places = viewOfBytes(loca);
  let end = 0;
  let next = 0;
  for (let glyph = 0; glyph < outlines.count; glyph += 1) {
    places.setUint32(4 * glyph, end);
    if (kept[next] !== glyph) continue;
    glyf.set(outlines.of(glyph), end);
    end += sizes[next] ?? 0;
    next += 1;
  }
  places.setUint32(4 * outlines.count, end);
  const head = tables.get('head')?.slice() ?? new Uint8Array(0);
  viewOfBytes(head).setUint16(LOCATION_FORMAT_OFFSET, LONG);
  return new Map([...tables, ['glyf', glyf], ['loca', loca], ['head', head]]);
}

class Outlines {
  readonly #glyf: Uint8Array;
  readonly #loca: DataView;
  readonly #isLong: boolean;
  readonly count: number;

  constructor(tables: SfntTables) {
    const viewIn = (tag: string): DataView => viewOfBytes(tables.get(tag) ?? new Uint8Array(0));
    this.#glyf = tables.get('glyf') ?? new Uint8Array(0);
    this.#loca = viewIn('loca');
    this.#isLong = viewIn('head').getInt16(LOCATION_FORMAT_OFFSET) !== 0;
    const places = Math.floor(this.#loca.byteLength / (this.#isLong ? 4 : 2));
    this.count = Math.min(viewIn('maxp').getUint16(4), places - 1);
  }

  /** The bytes of a glyph; none for an empty one, and for a number that no glyph has. */
  of(glyph: number): Uint8Array {
    if (glyph >= this.count) return this.#glyf.subarray(0, 0);
    return this.#glyf.subarray(this.#place(glyph), this.#place(glyph + 1));
  }

  /** Adds the glyphs that others are composed of, and the one that stands for missing characters. */
  withParts(glyphs: ReadonlySet<number>): ReadonlySet<number> {
    const all = new Set<number>();
    const waiting = [0, ...glyphs];
    for (let glyph = waiting.pop(); glyph !== undefined; glyph = waiting.pop()) {
      if (all.has(glyph) || glyph >= this.count) continue;
      all.add(glyph);
      waiting.push(...partsOf(this.of(glyph)));
    }
    return all;
  }

  #place(index: number): number {
    return this.#isLong ? this.#loca.getUint32(4 * index) : 2 * this.#loca.getUint16(2 * index);
  }
}

function partsOf(outline: Uint8Array): readonly number[] {
  const view = viewOfBytes(outline);
  if (outline.length < PARTS_OFFSET || view.getInt16(0) >= 0) return [];
  const parts: number[] = [];
  for (let at = PARTS_OFFSET; at + 4 <= outline.length;) {
    const flags = view.getUint16(at);
    parts.push(view.getUint16(at + 2));
    if ((flags & FLAG.more) === 0) break;
    at += 4 + ((flags & FLAG.wordArguments) === 0 ? 2 : 4) + scaleLength(flags);
  }
  return parts;
}

function scaleLength(flags: number): number {
  if ((flags & FLAG.scale) !== 0) return 2;
  if ((flags & FLAG.twoScales) !== 0) return 4;
  return (flags & FLAG.fourScales) === 0 ? 0 : 8;
}
