import type { PdfReference } from '../pdf/syntax/objects.ts';
import type { IncrementBuilder } from '../pdf/increment/increment.ts';
import { byteRangeText, signatureObject, type SignatureEntries } from './signature-object.ts';

/** A signature that is laid out but not yet hashed: what will follow the original bytes, but for its value. */
export interface PreparedSignature {
  readonly stage: 'prepared';
  /** Length of the original, which the new bytes follow. */
  readonly sourceSize: number;
  readonly appended: Uint8Array;
  /** Start and length of both covered parts. */
  readonly byteRange: readonly [0, number, number, number];
  readonly fieldName: string;
}

/** What ends the increment of a signature. */
export interface IncrementEnd {
  /** Length of the original. */
  readonly sourceSize: number;
  readonly fieldName: string;
  /** The object that the field names as its value. */
  readonly signature: PdfReference;
  readonly entries: SignatureEntries;
  /** 16 fresh bytes that name the new version of the file (/ID). */
  readonly documentId: Uint8Array;
}

/** Writes the signature dictionary last, closes the increment and fills in its /ByteRange. */
export function finishIncrement(builder: IncrementBuilder, end: IncrementEnd): PreparedSignature {
  const { sourceSize, fieldName, signature } = end;
  const object = signatureObject(signature, end.entries);
  builder.putSerialized(signature, object.bytes);
  const increment = builder.finish(end.documentId);
  const start = increment.offsetOf(signature);
  const gapStart = sourceSize + start + object.contentsStart;
  const gapEnd = sourceSize + start + object.contentsEnd;
  const total = sourceSize + increment.bytes.length;
  const byteRange = [0, gapStart, gapEnd, total - gapEnd] as const;
  const appended = increment.bytes.slice();
  appended.set(byteRangeText(byteRange), start + object.byteRangeOffset);
  return { stage: 'prepared', sourceSize, appended, byteRange, fieldName };
}
