import { Inflate } from 'fflate';
import { ByteBuilder } from '../../bytes/byte-builder.ts';
import { damaged } from '../syntax/damage.ts';

const INPUT_STEP = 16_384;
const ZLIB_HEADER_LENGTH = 2;
const PRESET_DICTIONARY = 0x20;

/**
 * FlateDecode (ISO 32000-2 §7.4.4): zlib data, decompressed in steps so that a bomb is stopped early. The
 * check sum is not looked at: some writers leave it out.
 * @param limit largest result in bytes
 * @throws CodedError PDF_DAMAGED for broken data, an incomplete stream or a result beyond the limit
 */
export function inflate(data: Uint8Array, limit: number): Uint8Array {
  expectZlibHeader(data);
  const result = new ByteBuilder();
  const decoder = new Inflate((chunk) => {
    if (result.length + chunk.length > limit) throw damaged('decompressed data beyond the limit');
    result.append(chunk);
  });
  try {
    for (let at = ZLIB_HEADER_LENGTH; at < data.length; at += INPUT_STEP) {
      decoder.push(data.subarray(at, at + INPUT_STEP), at + INPUT_STEP >= data.length);
    }
  } catch (error) {
    throw damaged(`zlib data: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
  return result.toBytes();
}

/** RFC 1950 §2.2: method 8, a check over both bytes, no preset dictionary. */
function expectZlibHeader(data: Uint8Array): void {
  const method = data[0] ?? 0;
  const flags = data[1] ?? 0;
  const valid = (method & 15) === 8 && (method * 256 + flags) % 31 === 0 && (flags & PRESET_DICTIONARY) === 0;
  if (!valid || data.length === ZLIB_HEADER_LENGTH) throw damaged('zlib header');
}
