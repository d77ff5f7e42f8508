import type { ByteSource } from '../../bytes/byte-source.ts';
import { hexDigitValue } from '../../bytes/encodings.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import type { ContentsToken, SignatureDictionary } from '../../pdf/signatures/signature-fields.ts';
import type { CoveredRange } from './context.ts';
import type { StructureFault } from './signature-content.ts';

const INTEGER = /^\d{1,15}$/;

/**
 * Reads /ByteRange strictly (ISO 32000-2 §12.8.1, and every known way around it): four unsigned integers [0 b
 * c d] with 0 < b < c; the gap [b, c) is exactly the one hexadecimal string of this dictionary's own
 * /Contents; the array itself is among the signed bytes; the range ends with the revision that defines the
 * dictionary.
 */
export function coveredRange(
  source: ByteSource,
  document: PdfDocument,
  signature: SignatureDictionary,
): CoveredRange | StructureFault {
  if (signature.dictionary.duplicates.length > 0) return fault('FORMAT_FAILURE', 'duplicateKey');
  const { byteRange, contents } = signature;
  if (byteRange === null) return fault('BYTE_RANGE_INVALID', 'missing');
  if (contents === null) return fault('CONTENTS_INVALID', 'missing');
  const numbers = rangeNumbers(byteRange.tokens);
  if (numbers === null) return fault('BYTE_RANGE_INVALID', 'fourIntegers');
  const [start, gapStart, gapEnd, length] = numbers;
  const end = gapEnd + length;
  if (start !== 0 || gapStart <= 0 || gapStart >= gapEnd || end > source.size) {
    return fault('BYTE_RANGE_INVALID', 'bounds');
  }
  const contentsFault = gapFault(source, contents, gapStart, gapEnd);
  if (contentsFault !== null) return contentsFault;
  const { span } = byteRange;
  if (span.end > end || (span.start < gapEnd && span.end > gapStart)) {
    return fault('BYTE_RANGE_INVALID', 'outsideItself');
  }
  const revision = revisionEndingAt(source, document, end);
  if (revision === null) return fault('BYTE_RANGE_INVALID', 'revisionEnd');
  if (revision !== signature.revision) return fault('BYTE_RANGE_INVALID', 'otherRevision');
  return { gapStart, gapEnd, end, revision };
}

function fault(code: StructureFault['code'], rule: string): StructureFault {
  return { code, rule };
}

function rangeNumbers(tokens: readonly string[] | null): [number, number, number, number] | null {
  if (tokens?.length !== 4 || !tokens.every((token) => INTEGER.test(token))) return null;
  const [start = 0, gapStart = 0, gapEnd = 0, length = 0] = tokens.map(Number);
  return [start, gapStart, gapEnd, length];
}

/** Checks that the gap is the string from its `<` to its `>`, with only hexadecimal digits between. */
function gapFault(
  source: ByteSource,
  contents: ContentsToken,
  gapStart: number,
  gapEnd: number,
): StructureFault | null {
  if (contents.form !== 'hex') return fault('CONTENTS_INVALID', 'notHexadecimal');
  if (contents.span.start !== gapStart || contents.span.end !== gapEnd) {
    return fault('BYTE_RANGE_INVALID', 'gap');
  }
  const token = source.read(gapStart, gapEnd - gapStart);
  const isString = token[0] === 0x3c && token[token.length - 1] === 0x3e && token.length % 2 === 0;
  if (isString && isHexadecimal(token.subarray(1, -1))) return null;
  return fault('CONTENTS_INVALID', 'notHexadecimal');
}

/** A signature has tens of thousands of digits: an iterator would take ten times as long as an index. */
function isHexadecimal(digits: Uint8Array): boolean {
  for (let at = 0; at < digits.length; at += 1) if (hexDigitValue(digits[at] ?? 0) < 0) return false;
  return true;
}

function revisionEndingAt(source: ByteSource, document: PdfDocument, offset: number): number | null {
  const index = document.revisions.findIndex(
    ({ end }) => end !== null && sameButLineEnd(source, offset, end),
  );
  return index < 0 ? null : index;
}

/** Writers differ in whether a line end behind %%EOF counts; at most CR LF is left over. */
const LINE_END_LIMIT = 2;

/** Tells whether two offsets are equal but for at most two bytes of line end between them. */
export function sameButLineEnd(source: ByteSource, first: number, second: number): boolean {
  const start = Math.min(first, second);
  const length = Math.max(first, second) - start;
  if (length > LINE_END_LIMIT) return false;
  const between = source.read(start, length);
  return between.length === length && between.every((byte) => byte === 0x0a || byte === 0x0d);
}
