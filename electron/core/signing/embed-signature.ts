import { toHex } from '../bytes/hex.ts';
import { latin1Bytes } from '../bytes/latin1.ts';
import type { DigestedSignature } from './digest-prepared.ts';

/** Bytes to write over the zeros of a digested file. */
export interface SignaturePatch {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/**
 * Last stage: the hexadecimal digits of /Contents, zeros behind the signature to its end.
 * @param signature DER of an SES_Signature or of CMS
 * @throws RangeError where it is longer than the room that was reserved
 */
export function embedSignature(digested: DigestedSignature, signature: Uint8Array): SignaturePatch {
  const [, gapStart, gapEnd] = digested.prepared.byteRange;
  const digits = gapEnd - gapStart - 2;
  if (signature.length * 2 > digits) throw new RangeError('the signature is longer than its room');
  return { offset: gapStart + 1, bytes: latin1Bytes(toHex(signature).padEnd(digits, '0')) };
}
