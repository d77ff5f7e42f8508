import { viewOfBytes } from '../bytes/byte-arrays.ts';
import { damagedFont, type SfntTables, viewOfTable } from './sfnt-tables.ts';

/** OpenType 1.9, head: indexToLocFormat, and its value for 32-bit offsets. */
const LOCATION_FORMAT_OFFSET = 50;
const LONG = 1;
/** OpenType 1.9, glyf: a composite glyph has a negative number of contours, and its parts follow the box. */
const PARTS_OFFSET = 10;
const FLAG = { wordArguments: 0x1, scale: 0x8, more: 0x20, twoScales: 0x40, fourScales: 0x80 } as const;

/** Tables that outlines of TrueType lie in. */
const TABLES = ['head', 'maxp', 'loca', 'glyf'] as const;

/** The outlines of a TrueType font, glyph by glyph. */
export class Outlines {
  /** The number of glyphs. */
  readonly count: number;
  readonly #tables: SfntTables;
  readonly #glyf: Uint8Array;
  readonly #loca: DataView;
  readonly #isLong: boolean;

  /**
   * Checks that every glyph's outline lies within the font.
   * @throws CodedError FILE_UNREADABLE, RangeError for tables that are cut short
   */
  constructor(tables: SfntTables) {
    const missing = TABLES.find((tag) => tables.get(tag) === undefined);
    if (missing !== undefined) throw damagedFont(`no table ${missing}`);
    this.#tables = tables;
    this.#glyf = tables.get('glyf') ?? new Uint8Array(0);
    this.#loca = viewOfTable(tables, 'loca');
    this.#isLong = viewOfTable(tables, 'head').getInt16(LOCATION_FORMAT_OFFSET) !== 0;
    const places = Math.floor(this.#loca.byteLength / (this.#isLong ? 4 : 2));
    this.count = Math.min(viewOfTable(tables, 'maxp').getUint16(4), places - 1);
    if (this.count <= 0) throw damagedFont('no glyphs');
    this.#expectOrder();
  }

  #expectOrder(): void {
    for (let index = 0, last = 0; index <= this.count; index += 1) {
      const place = this.#place(index);
      if (place < last || place > this.#glyf.length) throw damagedFont('outlines are out of order');
      last = place;
    }
  }

  /**
   * Lays the outlines out anew, so that each begins at a multiple of four. Numbers of glyphs stay, and so do all other tables.
   * @param glyphs those that are kept, with what they are composed of; the outlines of the others are left out. Null for all
   */
  laidOut(glyphs: ReadonlySet<number> | null): SfntTables {
    const kept = glyphs === null ? null : this.#withParts(glyphs);
    const loca = new Uint8Array(4 * (this.count + 1));
    const places = viewOfBytes(loca);
    const glyf = new Uint8Array(this.#glyf.length + 4 * this.count);
    let end = 0;
    for (let glyph = 0; glyph < this.count; glyph += 1) {
      places.setUint32(4 * glyph, end);
      if (kept?.has(glyph) === false) continue;
      const outline = this.#outline(glyph);
      glyf.set(outline, end);
      end += Math.ceil(outline.length / 4) * 4;
    }
    places.setUint32(4 * this.count, end);
    const head = this.#tables.get('head')?.slice() ?? new Uint8Array(0);
    viewOfBytes(head).setUint16(LOCATION_FORMAT_OFFSET, LONG);
    return new Map([...this.#tables, ['glyf', glyf.slice(0, end)], ['loca', loca], ['head', head]]);
  }

  /** The bytes of a glyph; none for an empty one. */
  #outline(glyph: number): Uint8Array {
    return this.#glyf.subarray(this.#place(glyph), this.#place(glyph + 1));
  }

  /** Adds the glyphs that others are composed of, and the one that stands for missing characters. */
  #withParts(glyphs: ReadonlySet<number>): ReadonlySet<number> {
    const all = new Set<number>();
    const waiting = [0, ...glyphs];
    for (let glyph = waiting.pop(); glyph !== undefined; glyph = waiting.pop()) {
      if (all.has(glyph) || glyph >= this.count) continue;
      all.add(glyph);
      waiting.push(...partsOf(this.#outline(glyph)));
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
