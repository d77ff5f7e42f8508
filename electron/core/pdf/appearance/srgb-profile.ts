import { concatBytes } from '../../bytes/byte-arrays.ts';
import { latin1Bytes } from '../../bytes/encodings.ts';

/**
 * The colours of seals as an ICC profile of version 2 (ICC.1:2001-04), which PDF/A-1 takes too: sRGB by IEC 61966-2-1.
 * It is made here, so that no file of others is needed, and so that every seal has the same bytes.
 */

/** D50, the white of profiles (ICC.1:2001-04 §6.1.11). */
const WHITE = [0.9642, 1, 0.8249] as const;

/** The primaries of sRGB, adapted to D50 by the Bradford transform (IEC 61966-2-1 Amendment 1; ICC "sRGB v2"). */
const PRIMARIES = {
  rXYZ: [0.43607, 0.22249, 0.01392],
  gXYZ: [0.38515, 0.71687, 0.09708],
  bXYZ: [0.14307, 0.06061, 0.7141],
} as const;

/** Points of the tone curve; between them readers interpolate. */
const CURVE_POINTS = 1024;
const HEADER_LENGTH = 128;
const NAME = 'sRGB';
const RIGHTS = 'No rights reserved';

let made: Uint8Array | undefined;

/** Returns the profile. It is the same bytes each time. */
export function srgbProfile(): Uint8Array {
  return (made ??= makeProfile()).slice();
}

function makeProfile(): Uint8Array {
  const curve = toneCurve();
  const tags: readonly (readonly [signature: string, data: Uint8Array])[] = [
    ['desc', description()],
    ['cprt', concatBytes(latin1Bytes('text'), number32(0), latin1Bytes(`${RIGHTS}\0`))],
    ['wtpt', xyz(WHITE)],
    ['rXYZ', xyz(PRIMARIES.rXYZ)],
    ['gXYZ', xyz(PRIMARIES.gXYZ)],
    ['bXYZ', xyz(PRIMARIES.bXYZ)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  const places = new Map<Uint8Array, number>();
  const bodies: Uint8Array[] = [];
  let offset = HEADER_LENGTH + 4 + tags.length * 12;
  for (const [, data] of tags) {
    if (places.has(data)) continue;
    places.set(data, offset);
    const padded = concatBytes(data, new Uint8Array((4 - (data.length % 4)) % 4));
    bodies.push(padded);
    offset += padded.length;
  }
  const table = tags.map(([signature, data]) =>
    concatBytes(latin1Bytes(signature), number32(places.get(data) ?? 0), number32(data.length)),
  );
  return concatBytes(header(offset), number32(tags.length), ...table, ...bodies);
}

/** §6.1: a display profile from RGB to XYZ, for no system in particular. */
function header(size: number): Uint8Array {
  const bytes = new Uint8Array(HEADER_LENGTH);
  bytes.set(number32(size), 0);
  bytes.set(number32(0x02100000), 8);
  bytes.set(latin1Bytes('mntrRGB XYZ '), 12);
  bytes.set(
    [2026, 1, 1, 0, 0, 0].flatMap((part) => [part >> 8, part & 255]),
    24,
  );
  bytes.set(latin1Bytes('acsp'), 36);
  bytes.set(concatBytes(...WHITE.map(fixed)), 68);
  return bytes;
}

/** §6.5.17: the name in ASCII, and none in other scripts. */
function description(): Uint8Array {
  const name = latin1Bytes(`${NAME}\0`);
  return concatBytes(latin1Bytes('desc'), number32(0), number32(name.length), name, new Uint8Array(78));
}

function xyz(values: readonly number[]): Uint8Array {
  return concatBytes(latin1Bytes('XYZ '), number32(0), ...values.map(fixed));
}

/** IEC 61966-2-1 §5.2: from the values of a file to linear light. */
function toneCurve(): Uint8Array {
  const points = Array.from({ length: CURVE_POINTS }, (_, at) => {
    const value = at / (CURVE_POINTS - 1);
    const linear = value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    const rounded = Math.round(linear * 65535);
    return Uint8Array.of(rounded >> 8, rounded & 255);
  });
  return concatBytes(latin1Bytes('curv'), number32(0), number32(CURVE_POINTS), ...points);
}

/** s15Fixed16Number (§5.3.2). */
function fixed(value: number): Uint8Array {
  return number32(Math.round(value * 65536));
}

function number32(value: number): Uint8Array {
  return Uint8Array.of((value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}
