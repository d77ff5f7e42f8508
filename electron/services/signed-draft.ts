import type { ByteSource } from '../core/bytes/byte-source.ts';
import { equalBytes } from '../core/bytes/equal.ts';
import type { StreamHasher } from '../core/bytes/stream-hasher.ts';
import { openPdf, signatureFields } from '../core/pdf/index.ts';
import {
  digestInSteps,
  embedSignature,
  type DigestedSignature,
  type PreparedSignature,
} from '../core/signing/index.ts';
import { CodedError } from '../shared/errors.ts';
import type { ByteProgress } from './document-engine.ts';
import type { Draft, OpenFile } from './ports.ts';

/** Names a signed version of a file (/ID). */
export const DOCUMENT_ID_LENGTH = 16;

/** GeneralizedTime and PDF dates carry whole seconds. */
export function wholeSeconds(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 1000) * 1000);
}

export interface Writing {
  readonly input: OpenFile;
  readonly prepared: PreparedSignature;
  readonly draft: Draft;
  readonly hasher: StreamHasher;
  /** Lets the process do something else for a moment, such as answer a signal. */
  readonly turn: () => Promise<void>;
  readonly progress?: ByteProgress;
}

/** Copies the input and what follows it into the draft, hashing on the way. @throws FILE_CHANGED, DISK_FULL */
export async function writeAndHash(writing: Writing): Promise<DigestedSignature> {
  const { input, prepared, draft, hasher, turn, progress } = writing;
  const steps = digestInSteps(input, prepared, draft, hasher);
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      if (!input.unchanged()) throw new CodedError('FILE_CHANGED', 'changed while it was read');
      return step.value;
    }
    progress?.(step.value, input.size);
    await turn();
  }
}

/**
 * Puts the signature into its room, reads the draft again as a stranger would, and gives it its name.
 * @param value DER for /Contents
 * @returns size of the file
 */
export function embedAndPublish(draft: Draft, digested: DigestedSignature, value: Uint8Array): number {
  const patch = embedSignature(digested, value);
  draft.writeAt(patch.offset, patch.bytes);
  const written = draft.asSource();
  expectReadBack(written, digested.prepared, value);
  draft.publish();
  return written.size;
}

/**
 * The original's bytes were hashed as they were written; what is looked at here is that the file opens and
 * that the field holds this very value.
 */
function expectReadBack(written: ByteSource, prepared: PreparedSignature, value: Uint8Array): void {
  const field = signatureFields(openPdf(written)).find(({ name }) => name === prepared.fieldName);
  const contents = field?.signature?.contents?.bytes?.subarray(0, value.length);
  const range = field?.signature?.byteRange?.tokens?.map(Number);
  const intact =
    range?.join() === prepared.byteRange.join() && contents !== undefined && equalBytes(contents, value);
  if (!intact) throw new CodedError('OUTPUT_CHECK_FAILED', 'the written file does not read back');
}
