import { ByteBuilder } from '../../bytes/byte-builder.ts';
import { hexDigitValue } from '../../bytes/hex-digit.ts';
import { isWhiteSpace } from '../syntax/characters.ts';
import { damaged } from '../syntax/damage.ts';

const END_OF_HEX = 0x3e;
const END_OF_ASCII85 = 0x7e;
const LETTER_Z = 0x7a;

/** ASCIIHexDecode (ISO 32000-2 §7.4.2). @throws CodedError PDF_DAMAGED */
export function decodeAsciiHex(data: Uint8Array): Uint8Array {
  const digits: number[] = [];
  for (const byte of data) {
    if (byte === END_OF_HEX) break;
    if (isWhiteSpace(byte)) continue;
    const digit = hexDigitValue(byte);
    if (digit < 0) throw damaged('ASCIIHexDecode: not a digit');
    digits.push(digit);
  }
  if (digits.length % 2 === 1) digits.push(0);
  return Uint8Array.from({ length: digits.length / 2 }, (_, at) => {
    return (digits[at * 2] ?? 0) * 16 + (digits[at * 2 + 1] ?? 0);
  });
}

/** ASCII85Decode (ISO 32000-2 §7.4.3). @throws CodedError PDF_DAMAGED */
export function decodeAscii85(data: Uint8Array): Uint8Array {
  const result = new ByteBuilder();
  let group: number[] = [];
  for (const byte of data) {
    if (byte === END_OF_ASCII85) break;
    if (isWhiteSpace(byte)) continue;
    if (byte === LETTER_Z && group.length === 0) {
      result.append(new Uint8Array(4));
      continue;
    }
    if (byte < 0x21 || byte > 0x75) throw damaged('ASCII85Decode: not a digit');
    group.push(byte - 0x21);
    if (group.length < 5) continue;
    result.append(groupBytes(group));
    group = [];
  }
  if (group.length > 0) result.append(partialGroupBytes(group));
  return result.toBytes();
}

function partialGroupBytes(group: readonly number[]): Uint8Array {
  if (group.length === 1) throw damaged('ASCII85Decode: a single last digit');
  const padded = [...group, 84, 84, 84].slice(0, 5);
  return groupBytes(padded).subarray(0, group.length - 1);
}

function groupBytes(group: readonly number[]): Uint8Array {
  const value = group.reduce((sum, digit) => sum * 85 + digit, 0);
  if (value > 0xffffffff) throw damaged('ASCII85Decode: group too large');
  return Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}
