import { concatBytes } from '../bytes/byte-arrays.ts';
import { ImageRefusedError } from './image-size.ts';
import { JPEG_MARKER, jpegFrame, jpegSegments } from './jpeg.ts';

/** A JPEG without metadata. */
export interface CleanJpeg {
  readonly bytes: Uint8Array;
  /** The EXIF orientation, 1 to 8: how the camera was held. */
  readonly orientation: number;
}

/**
 * Removes what a camera wrote beside a picture (place, time, device, comments), so that only what is seen is passed on.
 * @param mostPixels the largest area that the caller takes
 * @throws ImageRefusedError for a damaged picture, or one that is too large
 */
export function withoutMetadata(data: Uint8Array, mostPixels: number): CleanJpeg {
  const segments = [...jpegSegments(data)];
  if (segments.at(-1)?.marker !== JPEG_MARKER.startOfScan) throw new ImageRefusedError('JPEG: no scan');
  if (!segments.some((segment) => jpegFrame(segment, mostPixels) !== null)) {
    throw new ImageRefusedError('JPEG: no frame');
  }
  const exif = segments.find(({ marker }) => marker === JPEG_MARKER.exif);
  const kept = segments.filter(({ marker }) => !isMetadata(marker)).map(({ bytes }) => bytes);
  return {
    bytes: concatBytes(data.subarray(0, 2), ...kept),
    orientation: exif === undefined ? 1 : orientationIn(exif.bytes),
  };
}

/** Adobe's segment tells how colours are coded, and some readers look for JFIF's (APP0): both stay. */
function isMetadata(marker: number): boolean {
  if (marker === JPEG_MARKER.comment) return true;
  const isApplication = marker > JPEG_MARKER.application0 && marker <= JPEG_MARKER.application15;
  return isApplication && marker !== JPEG_MARKER.adobe;
}

/** CIPA DC-008 §4.5.2: a TIFF header in either byte order follows the marker, the length and "Exif" NUL NUL. */
const TIFF_START = 10;
const ORIENTATION = 0x0112;
const ENTRY_LENGTH = 12;
/** The orientation of a picture that stands upright as it is. */
const UPRIGHT = 1;

/** Finds the orientation in the first directory of an EXIF segment; a damaged one counts as upright. */
function orientationIn(exif: Uint8Array): number {
  const tiff = exif.subarray(TIFF_START);
  if (tiff.length < 14) return UPRIGHT;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const isLittleEndian = tiff[0] === 0x49;
  const directory = view.getUint32(4, isLittleEndian);
  if (directory + 2 > tiff.length) return UPRIGHT;
  const count = view.getUint16(directory, isLittleEndian);
  for (let index = 0; index < count; index += 1) {
    const entry = directory + 2 + index * ENTRY_LENGTH;
    if (entry + ENTRY_LENGTH > tiff.length) return UPRIGHT;
    if (view.getUint16(entry, isLittleEndian) !== ORIENTATION) continue;
    const value = view.getUint16(entry + 8, isLittleEndian);
    return value >= 1 && value <= 8 ? value : UPRIGHT;
  }
  return UPRIGHT;
}
