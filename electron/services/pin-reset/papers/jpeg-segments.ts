import { concatBytes } from '../../../core/bytes/byte-arrays.ts';
import { CodedError } from '../../../shared/errors.ts';
import { PAPER_LIMITS } from '../../../shared/model/pin-reset.ts';

/** Markers of ITU-T T.81, table B.1. */
const SCAN = 0xda;
const COMMENT = 0xfe;
const APPLICATION = { first: 0xe0, exif: 0xe1, adobe: 0xee, last: 0xef } as const;
/** Start of frame 0 to 15, without DHT, JPG and DAC between them. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

interface Segment {
  readonly marker: number;
  /** With its marker and length. */
  readonly bytes: Uint8Array;
}

export interface CleanJpeg {
  readonly bytes: Uint8Array;
  /** EXIF orientation, 1 to 8: how a camera was held. */
  readonly orientation: number;
}

/**
 * The picture without what a camera wrote beside it (place, time, device, comments): the platform gets what is seen.
 * @throws RESET_PAPER_DAMAGED, RESET_PAPER_TOO_LARGE
 */
export function cleanJpeg(bytes: Uint8Array): CleanJpeg {
  const { segments, scan } = segmentsOf(bytes);
  const frame = segments.find(({ marker }) => isFrame(marker));
  if (frame === undefined) throw damaged('no frame');
  refuseLarge(frame);
  const exif = segments.find(({ marker }) => marker === APPLICATION.exif);
  const kept = segments.filter(({ marker }) => !isMetadata(marker)).map((segment) => segment.bytes);
  return {
    bytes: concatBytes(bytes.subarray(0, 2), ...kept, scan),
    orientation: exif === undefined ? 1 : orientationIn(exif.bytes),
  };
}

/** The segments up to the first scan, and everything from it on. */
function segmentsOf(bytes: Uint8Array): { segments: Segment[]; scan: Uint8Array } {
  const segments: Segment[] = [];
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) throw damaged('no marker');
    const marker = bytes[at + 1] ?? 0;
    if (marker === SCAN) return { segments, scan: bytes.subarray(at) };
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const end = at + 2 + uint16(bytes, at + 2);
    segments.push({ marker, bytes: bytes.subarray(at, end) });
    at = end;
  }
  throw damaged('no scan');
}

/** Adobe's segment says how colours are coded, JFIF's is what some readers look for. */
function isMetadata(marker: number): boolean {
  if (marker === COMMENT) return true;
  const isApplication = marker > APPLICATION.first && marker <= APPLICATION.last;
  return isApplication && marker !== APPLICATION.adobe;
}

function refuseLarge({ bytes }: Segment): void {
  const [height, width] = [uint16(bytes, 5), uint16(bytes, 7)];
  if (width === 0 || height === 0) throw damaged('no size');
  if (width * height > PAPER_LIMITS.jpegPixels) {
    throw new CodedError('RESET_PAPER_TOO_LARGE', '', { width, height });
  }
}

/** CIPA DC-008: "Exif" NUL NUL, then a TIFF header in either byte order and its first directory. */
const TIFF_START = 10;
const ORIENTATION = 0x0112;
const ENTRY_LENGTH = 12;

function orientationIn(exif: Uint8Array): number {
  const tiff = exif.subarray(TIFF_START);
  if (tiff.length < 14) return 1;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const little = tiff[0] === 0x49;
  const directory = view.getUint32(4, little);
  if (directory + 2 > tiff.length) return 1;
  const count = view.getUint16(directory, little);
  for (let index = 0; index < count; index += 1) {
    const entry = directory + 2 + index * ENTRY_LENGTH;
    if (entry + ENTRY_LENGTH > tiff.length) return 1;
    if (view.getUint16(entry, little) !== ORIENTATION) continue;
    const value = view.getUint16(entry + 8, little);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

function uint16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
}

const damaged = (message: string): CodedError => new CodedError('RESET_PAPER_DAMAGED', `JPEG: ${message}`);
