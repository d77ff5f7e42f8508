import { latin1Bytes } from '../../bytes/latin1.ts';

/** Character classes of ISO 32000-2 §7.2.3, tables 1 and 2. */
const REGULAR = 0;
const WHITE_SPACE = 1;
const DELIMITER = 2;

const CLASSES = new Uint8Array(256);
for (const byte of [0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]) CLASSES[byte] = WHITE_SPACE;
for (const byte of latin1Bytes('()<>[]{}/%')) CLASSES[byte] = DELIMITER;

export const LINE_FEED = 0x0a;
export const CARRIAGE_RETURN = 0x0d;

export function isWhiteSpace(byte: number): boolean {
  return CLASSES[byte] === WHITE_SPACE;
}

/** Whether the byte may stand inside a name, number or keyword; false at the end of the bytes. */
export function isRegular(byte: number): boolean {
  return CLASSES[byte] === REGULAR;
}

export function isLineEnd(byte: number): boolean {
  return byte === LINE_FEED || byte === CARRIAGE_RETURN;
}
