import { latin1Text } from '../../../bytes/encodings.ts';
import {
  pdfArray,
  pdfDictionary,
  pdfName,
  pdfNumber,
  type PdfReference,
} from '../../../pdf/syntax/objects.ts';
import { orNullIfDamaged } from '../../../work-meter.ts';
import type { OfdResource } from '../../package/resources.ts';
import { attributeOf, childOf, childrenOf, numberOf, type XmlElement } from '../../xml/xml-element.ts';
import { real } from '../output/content.ts';
import { type Canvas, note } from './canvas.ts';

/** A plain colour. */
export interface Colour {
  readonly kind: ColourKind;
  /** From 0 to 1, as many as the kind has. */
  readonly components: readonly number[];
  /** Says exactly which colours those are; null for those of the device. */
  readonly profile: PdfReference | null;
  /** From 0 to 1. */
  readonly alpha: number;
}

type ColourKind = 'GRAY' | 'RGB' | 'CMYK';
const COMPONENTS: Readonly<Record<ColourKind, number>> = { GRAY: 1, RGB: 3, CMYK: 4 };
const OPERATORS: Readonly<Record<ColourKind, readonly [fill: string, stroke: string]>> = {
  GRAY: ['g', 'G'],
  RGB: ['rg', 'RG'],
  CMYK: ['k', 'K'],
};

/** What is drawn in where nothing is said. */
export const BLACK: Colour = { kind: 'GRAY', components: [0], profile: null, alpha: 1 };

/** Reads an opacity from 0 to 255; 1 where none is said. @returns from 0 to 1 */
export function alphaOf(element: XmlElement): number {
  const alpha = numberOf(attributeOf(element, 'Alpha')) ?? 255;
  return Math.min(1, Math.max(0, alpha / 255));
}

/**
 * Reads a plain colour (GB/T 33190 §8.3, CT_Color): its values, or its place in a palette.
 * @returns null for one that cannot be read, which is noted
 */
export function plainColour(canvas: Canvas, element: XmlElement): Colour | null {
  const id = attributeOf(element, 'ColorSpace') ?? canvas.defaultColourSpace;
  const space = canvas.resources.find('ColorSpace', id);
  const values = valuesOf(element, space?.element ?? null);
  const kind = kindOf(space?.element ?? null, values.length);
  if (kind === null || values.length < COMPONENTS[kind]) {
    note(canvas, 'COLOUR_UNSUPPORTED', attributeOf(element, 'Value') ?? attributeOf(element, 'Index') ?? '');
    return null;
  }
  const bits = space === null ? null : numberOf(attributeOf(space.element, 'BitsPerComponent'));
  const most = 2 ** Math.min(16, Math.max(1, bits ?? 8)) - 1;
  const components = values.slice(0, COMPONENTS[kind]).map((value) => Math.min(1, Math.max(0, value / most)));
  const profile = space === null ? null : profileOf(canvas, space, kind);
  return { kind, components, profile, alpha: alphaOf(element) };
}

function valuesOf(element: XmlElement, space: XmlElement | null): readonly number[] {
  const own = attributeOf(element, 'Value');
  if (own !== null) return numbersIn(own);
  const index = numberOf(attributeOf(element, 'Index'));
  const palette = space === null ? null : childOf(space, 'Palette');
  const entry = palette === null || index === null ? undefined : childrenOf(palette, 'CV')[index];
  return entry === undefined ? [] : numbersIn(entry.text);
}

/** Values are decimal, or hexadecimal behind a #; none is taken for part of a damaged list. */
function numbersIn(text: string): readonly number[] {
  const values = text
    .trim()
    .split(/\s+/)
    .map((word) => (word.startsWith('#') ? Number.parseInt(word.slice(1), 16) : Number(word)));
  return values.some((value) => !Number.isFinite(value)) ? [] : values;
}

/** A colour of another number of values than its space has is read by their number, as other readers do. */
function kindOf(space: XmlElement | null, count: number): ColourKind | null {
  const type = (space === null ? 'RGB' : attributeOf(space, 'Type'))?.toUpperCase();
  const named = type === 'GRAY' || type === 'RGB' || type === 'CMYK' ? type : null;
  if (named !== null && count === COMPONENTS[named]) return named;
  return count === 1 ? 'GRAY' : count === 3 ? 'RGB' : count === 4 ? 'CMYK' : named;
}

/** ICC.1 §7.2: where a profile names its colours, and its own mark. */
const SPACE_AT = 16;
const MARK_AT = 36;
const SIGNATURES: Readonly<Record<ColourKind, string>> = { GRAY: 'GRAY', RGB: 'RGB ', CMYK: 'CMYK' };
const DEVICES: Readonly<Record<ColourKind, string>> = {
  GRAY: 'DeviceGray',
  RGB: 'DeviceRGB',
  CMYK: 'DeviceCMYK',
};

/** Writes the profile of a colour space once. One that is missing or of other colours is left out. */
function profileOf(canvas: Canvas, space: OfdResource, kind: ColourKind): PdfReference | null {
  const { profiles, file } = canvas.studio;
  const known = profiles.get(space);
  if (known !== undefined) return known;
  const { path, file: entry } = space;
  const bytes = entry === null ? null : orNullIfDamaged(() => canvas.resources.read(entry));
  const written = bytes !== null && isProfile(bytes, kind) ? write(bytes) : null;
  if (path !== null && written === null) note(canvas, 'COLOUR_UNSUPPORTED', path);
  profiles.set(space, written);
  return written;

  function write(profile: Uint8Array): PdfReference {
    const dictionary = { N: pdfNumber(COMPONENTS[kind]), Alternate: pdfName(DEVICES[kind]) };
    const stream = file.packedStream(pdfDictionary(dictionary), profile);
    return file.object(pdfArray([pdfName('ICCBased'), stream]));
  }
}

function isProfile(bytes: Uint8Array, kind: ColourKind): boolean {
  const text = (at: number): string => latin1Text(bytes.subarray(at, at + 4));
  return text(MARK_AT) === 'acsp' && text(SPACE_AT) === SIGNATURES[kind];
}

/** Writes the operators that set a colour. */
export function colourOperators({ content }: Canvas, colour: Colour, isStroke: boolean): string {
  const values = colour.components.map((value) => real(value)).join(' ');
  if (colour.profile === null) return `${values} ${OPERATORS[colour.kind][isStroke ? 1 : 0]}`;
  const name = content.name('ColorSpace', colour.profile);
  return isStroke ? `${name} CS ${values} SCN` : `${name} cs ${values} scn`;
}

/** Turns a colour into red, green and blue as viewers do for colours of the device. */
export function rgbOf({ kind, components }: Colour): readonly [number, number, number] {
  const [first = 0, second = 0, third = 0, black = 0] = components;
  if (kind === 'GRAY') return [first, first, first];
  if (kind === 'RGB') return [first, second, third];
  const part = (ink: number): number => 1 - Math.min(1, ink + black);
  return [part(first), part(second), part(third)];
}
