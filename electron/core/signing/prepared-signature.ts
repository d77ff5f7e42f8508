import { type ByteSink, type ByteSource, piecesOf } from '../bytes/byte-source.ts';
import { latin1Bytes, toHex } from '../bytes/encodings.ts';
import type { IncrementBuilder } from '../pdf/increment/increment.ts';
import type { PdfReference } from '../pdf/syntax/objects.ts';
import type { StreamHasher } from '../algorithms/digests.ts';
import { byteRangeText, type SignatureEntries, signatureObject } from './signature-object.ts';

/**
 * A signature that is laid out but not yet hashed: the bytes that will follow the original, without the
 * signature value.
 */
export interface PreparedSignature {
  readonly stage: 'prepared';
  /** The length of the original, which the new bytes follow. */
  readonly sourceSize: number;
  readonly appended: Uint8Array;
  /** The start and the length of both covered parts. */
  readonly byteRange: readonly [0, number, number, number];
  readonly fieldName: string;
}

/** The parts that end the increment of a signature. */
interface IncrementEnd {
  /** The length of the original. */
  readonly sourceSize: number;
  readonly fieldName: string;
  /** The object that the field names as its value. */
  readonly signature: PdfReference;
  readonly entries: SignatureEntries;
}

/** Writes the signature dictionary last, closes the increment and fills in its /ByteRange. */
export function finishIncrement(builder: IncrementBuilder, end: IncrementEnd): PreparedSignature {
  const { sourceSize, fieldName, signature } = end;
  const object = signatureObject(signature, end.entries, (object) => builder.encrypted(signature, object));
  builder.putSerialized(signature, object.bytes);
  const increment = builder.finish();
  const start = increment.offsetOf(signature);
  const gapStart = sourceSize + start + object.contentsStart;
  const gapEnd = sourceSize + start + object.contentsEnd;
  const total = sourceSize + increment.bytes.length;
  const byteRange = [0, gapStart, gapEnd, total - gapEnd] as const;
  const appended = increment.bytes.slice();
  appended.set(byteRangeText(byteRange), start + object.byteRangeOffset);
  return { stage: 'prepared', sourceSize, appended, byteRange, fieldName };
}

/** A file that is written and hashed; only the signature in /Contents is missing. */
export interface DigestedSignature {
  readonly stage: 'digested';
  readonly prepared: PreparedSignature;
  /**
   * The hash of both parts of /ByteRange, 32 bytes: SM3 for dataHash of TBS_Sign (GB/T 38540), SHA-256 for
   * CMS.
   */
  readonly dataHash: Uint8Array;
}

/**
 * Ends the second stage: the original has been read, hashed and written, and the new bytes follow.
 * @param sink receives them, with zeros in the room for the signature
 * @param hasher has taken the whole original
 */
export function endDigest(
  prepared: PreparedSignature,
  sink: ByteSink,
  hasher: StreamHasher,
): DigestedSignature {
  const { sourceSize, appended, byteRange } = prepared;
  hasher.update(appended.subarray(0, byteRange[1] - sourceSize));
  hasher.update(appended.subarray(byteRange[2] - sourceSize));
  sink.write(appended);
  return { stage: 'digested', prepared, dataHash: hasher.digest() };
}

/**
 * Runs the whole second stage over a small file: one pass reads it, hashes it and writes it.
 * @param sink receives the whole new file
 */
export function digestPrepared(
  source: ByteSource,
  prepared: PreparedSignature,
  sink: ByteSink,
  hasher: StreamHasher,
): DigestedSignature {
  for (const piece of piecesOf(source, 0, prepared.sourceSize)) {
    hasher.update(piece);
    sink.write(piece);
  }
  return endDigest(prepared, sink, hasher);
}

/** Bytes to write over the zeros of a digested file. */
export interface SignaturePatch {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/**
 * Runs the last stage: writes the hexadecimal digits of /Contents, with zeros behind the signature.
 * @param signature DER of an SES_Signature or of CMS
 * @throws RangeError if it is longer than the room that was reserved
 */
export function embedSignature(digested: DigestedSignature, signature: Uint8Array): SignaturePatch {
  const [, gapStart, gapEnd] = digested.prepared.byteRange;
  const digits = gapEnd - gapStart - 2;
  if (signature.length * 2 > digits) throw new RangeError('the signature is longer than its room');
  return { offset: gapStart + 1, bytes: latin1Bytes(toHex(signature).padEnd(digits, '0')) };
}
