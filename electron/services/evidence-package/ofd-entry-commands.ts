import { equalBytes } from '../../core/bytes/byte-arrays.ts';
import { utf8Bytes } from '../../core/bytes/encodings.ts';
import type { OfdContainer, ZipEntry } from '../../core/ofd/container/zip-entry.ts';
import { DOCUMENT_PATHS } from './openssl-commands.ts';

/** Neither a shell nor unzip reads more into these names than they say; whoever made the document has chosen them. */
const PLAIN_NAME = /^\w[\w./-]*$/;

/**
 * Makes the command that writes the unpacked bytes of an entry of the document in the package. An entry whose name says
 * something to a shell or to unzip, or is written otherwise in the file, is taken by its place.
 */
export function takenOut(entry: ZipEntry, { source }: Pick<OfdContainer, 'source'>): string {
  if (PLAIN_NAME.test(entry.name) && equalBytes(rawNameOf(entry, source), utf8Bytes(entry.name))) {
    return `unzip -p ${DOCUMENT_PATHS.ofd} ${entry.name}`;
  }
  const packed = `tail -c +${entry.dataStart + 1} ${DOCUMENT_PATHS.ofd} | head -c ${entry.compressedSize}`;
  if (entry.method === 0) return packed;
  // RFC 1952: the same deflate data, with check sum and length behind them, is a gzip file.
  const head = String.raw`\037\213\010\000\000\000\000\000\000\377`;
  return `{ printf '${head}'; ${packed}; printf '${octal(entry.crc32)}${octal(entry.size)}'; } | gzip -dc`;
}

/** APPNOTE 4.3.7: the length of the name stands at 26, the name behind the header of 30 bytes. */
function rawNameOf({ start }: ZipEntry, source: OfdContainer['source']): Uint8Array {
  const [low = 0, high = 0] = source.read(start + 26, 2);
  return source.read(start + 30, low + 256 * high);
}

/** Four bytes, the lowest first, as printf reads them. */
function octal(value: number): string {
  return [0, 8, 16, 24]
    .map((shift) => `\\${((value >>> shift) & 0xff).toString(8).padStart(3, '0')}`)
    .join('');
}
