import { CodedError } from '../../shared/errors.ts';
import { piecesOf, type ByteSink, type ByteSource } from '../bytes/byte-source.ts';
import type { StreamHasher } from '../bytes/stream-hasher.ts';
import type { PreparedSignature } from './prepared-signature.ts';

/** A file that is written and hashed; only the signature is missing in /Contents. */
export interface DigestedSignature {
  readonly stage: 'digested';
  readonly prepared: PreparedSignature;
  /** Over both parts of /ByteRange, 32 bytes: SM3 for dataHash of TBS_Sign (GB/T 38540), SHA-256 for CMS. */
  readonly dataHash: Uint8Array;
}

/**
 * Second stage, in steps so that the caller can show progress or stop between them: one pass that reads the
 * original, hashes it and writes it on, and then the new bytes. Memory does not grow with the file.
 * @param source the file that was prepared
 * @param sink receives the whole new file, the signature's room filled with zeros
 * @returns a generator of the bytes done so far, ending with the result
 * @throws CodedError FILE_CHANGED where the source no longer has the length that was prepared
 */
export function* digestInSteps(
  source: ByteSource,
  prepared: PreparedSignature,
  sink: ByteSink,
  hasher: StreamHasher,
): Generator<number, DigestedSignature> {
  const { sourceSize, appended, byteRange } = prepared;
  if (source.size !== sourceSize) throw changed();
  let done = 0;
  for (const piece of piecesOf(source, 0, sourceSize)) {
    hasher.update(piece);
    sink.write(piece);
    done += piece.length;
    yield done;
  }
  if (done !== sourceSize) throw changed();
  hasher.update(appended.subarray(0, byteRange[1] - sourceSize));
  hasher.update(appended.subarray(byteRange[2] - sourceSize));
  sink.write(appended);
  return { stage: 'digested', prepared, dataHash: hasher.digest() };
}

/** As {@link digestInSteps}, without a pause. */
export function digestPrepared(
  source: ByteSource,
  prepared: PreparedSignature,
  sink: ByteSink,
  hasher: StreamHasher,
): DigestedSignature {
  const steps = digestInSteps(source, prepared, sink, hasher);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

function changed(): CodedError {
  return new CodedError('FILE_CHANGED', 'the file is not the one that was prepared');
}
