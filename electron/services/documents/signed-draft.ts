import { type ByteSource, piecesOf } from '../../core/bytes/byte-source.ts';
import { equalBytes, concatBytes } from '../../core/bytes/byte-arrays.ts';
import { toHex } from '../../core/bytes/encodings.ts';
import type { StreamHasher } from '../../core/algorithms/digests.ts';
import type { ResumableHasher } from '../../core/sm/engine.ts';
import { openPdf } from '../../core/pdf/open-pdf.ts';
import { signatureFields } from '../../core/pdf/signatures/signature-fields.ts';
import {
  type DigestedSignature,
  embedSignature,
  endDigest,
  type SignaturePatch,
  type PreparedSignature,
} from '../../core/signing/prepared-signature.ts';
import { CodedError } from '../../shared/errors.ts';
import { copyAndHash } from './copy-and-hash.ts';
import type { ByteProgress } from './document-engine.ts';
import type { Draft, OpenFile } from '../ports/files.ts';

/** GeneralizedTime and PDF dates carry whole seconds. */
export function wholeSeconds(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 1000) * 1000);
}

/** The hashers that one pass over the input feeds. For a seal both are the same SM3. */
export interface DraftHashers {
  /** Hashes the signed bytes. */
  readonly signed: StreamHasher;
  /** Takes the SM3 of the file, by which the register knows it. */
  readonly file: ResumableHasher;
}

/** A draft that is written but for its signature value. */
export interface WrittenDraft {
  readonly digested: DigestedSignature;
  /** Returns the SM3 of the input followed by a tail. */
  readonly fileHash: (tail: Uint8Array) => Uint8Array;
  /** The password of the input, to read the draft back by; whoever ends the draft zeroes it. */
  readonly password: Uint8Array | undefined;
  readonly reopen: Writing['reopen'];
}

export interface Writing {
  readonly input: OpenFile;
  /** Opens the input once more, to compare the draft with it before it is published; the caller closes it. */
  readonly reopen: () => OpenFile;
  readonly prepared: PreparedSignature;
  readonly draft: Draft;
  readonly hashers: DraftHashers;
  /** Lets the process do something else for a moment, such as answer a signal. */
  readonly turn: () => Promise<void>;
  readonly progress?: ByteProgress;
}

/** Copies the input and the appended bytes into the draft, and hashes them. @throws FILE_CHANGED, DISK_FULL */
export async function writeAndHash(writing: Writing): Promise<WrittenDraft> {
  const { input, reopen, prepared, draft, hashers, turn, progress } = writing;
  if (input.size !== prepared.sourceSize)
    throw new CodedError('FILE_CHANGED', 'not the one that was prepared');
  const hasher = joined(hashers);
  const step = async (done: number): Promise<void> => {
    progress?.(done, input.size);
    await turn();
  };
  await copyAndHash({ input, draft, hasher, step });
  const fileHash = hashers.file.snapshot();
  const digested = endDigest(prepared, draft, hasher);
  if (!input.unchanged()) throw new CodedError('FILE_CHANGED', 'changed while it was read');
  return { digested, fileHash, password: input.password?.slice(), reopen };
}

function joined({ signed, file }: DraftHashers): StreamHasher {
  if (signed === file) return signed;
  return {
    update: (bytes) => {
      signed.update(bytes);
      file.update(bytes);
    },
    digest: () => signed.digest(),
  };
}

/** Returns the SM3 of a draft's input, hexadecimal. */
export function inputHashOf({ fileHash }: WrittenDraft): string {
  return toHex(fileHash(new Uint8Array()));
}

/** A draft that holds its signature. */
export interface EmbeddedDraft {
  readonly written: WrittenDraft;
  readonly patch: SignaturePatch;
  readonly value: Uint8Array;
}

interface PublishedDraft {
  /** Bytes */
  readonly size: number;
  /** Hexadecimal. */
  readonly sm3After: string;
}

/** Puts the signature into its room, and gives the draft its name: see {@link embed} and {@link publishEmbedded}. */
export function embedAndPublish(draft: Draft, written: WrittenDraft, value: Uint8Array): PublishedDraft {
  return publishEmbedded(draft, embed(draft, written, value), new Uint8Array());
}

/**
 * Puts the signature into its room, and checks the whole draft as it is on the disk: every byte is compared with the original
 * and the new bytes, and the file is opened as any reader would open it.
 * @param value DER for /Contents
 * @throws OUTPUT_CHECK_FAILED if the disk, or another program, has made something else of it
 */
export function embed(draft: Draft, written: WrittenDraft, value: Uint8Array): EmbeddedDraft {
  const patch = embedSignature(written.digested, value);
  draft.writeAt(patch.offset, patch.bytes);
  expectSameBytes(draft, written, patch);
  expectReadBack(readBack(draft, written), written.digested.prepared, value);
  return { written, patch, value };
}

/** Gives a draft its name. @param further a revision to be added first; empty for none */
export function publishEmbedded(draft: Draft, embedded: EmbeddedDraft, further: Uint8Array): PublishedDraft {
  if (further.length > 0) {
    draft.write(further);
    expectReadBack(readBack(draft, embedded.written), embedded.written.digested.prepared, embedded.value);
  }
  const file = embeddedFile(draft, embedded, further);
  draft.publish();
  return file;
}

/** Returns what publishing makes of a draft. @param further revision that was added; empty for none */
export function embeddedFile(
  draft: Draft,
  { written: { digested, fileHash }, patch }: EmbeddedDraft,
  further: Uint8Array,
): PublishedDraft {
  const { size } = draft.asSource();
  return { size, sm3After: toHex(fileHash(concatBytes(signedTail(digested, patch), further))) };
}

/** Reads what is written of a draft, by the password of its input. */
export function readBack(draft: Draft, { password }: WrittenDraft): ByteSource {
  return { ...draft.asSource(), password };
}

/** Returns the bytes after the input, with the signature in its room. */
function signedTail({ prepared }: DigestedSignature, { offset, bytes }: SignaturePatch): Uint8Array {
  const tail = concatBytes(prepared.appended);
  tail.set(bytes, offset - prepared.sourceSize);
  return tail;
}

/**
 * Compares what was written with the original and with the new bytes. The hashes were taken of what was read; this shows
 * that the same is on the disk, without a second hash.
 */
function expectSameBytes(draft: Draft, { digested, reopen }: WrittenDraft, patch: SignaturePatch): void {
  const { sourceSize } = digested.prepared;
  const original = reopen();
  let at = 0;
  try {
    for (const piece of piecesOf(original, 0, sourceSize)) {
      if (!draft.holds(at, piece)) break;
      at += piece.length;
    }
  } finally {
    original.close();
  }
  const isSame = at === sourceSize && draft.holds(sourceSize, signedTail(digested, patch));
  if (!isSame) throw new CodedError('OUTPUT_CHECK_FAILED', 'the written file is not what was written');
}

/** Checks that the file opens and that the field holds this very value. */
function expectReadBack(written: ByteSource, prepared: PreparedSignature, value: Uint8Array): void {
  const field = signatureFields(openPdf(written)).find(({ name }) => name === prepared.fieldName);
  const contents = field?.signature?.contents?.bytes?.subarray(0, value.length);
  const range = field?.signature?.byteRange?.tokens?.map(Number);
  const intact =
    range?.join() === prepared.byteRange.join() && contents !== undefined && equalBytes(contents, value);
  if (!intact) throw new CodedError('OUTPUT_CHECK_FAILED', 'the written file does not read back');
}
