import { equalBytes, concatBytes } from '../../../core/bytes/byte-arrays.ts';
import { toHex } from '../../../core/bytes/encodings.ts';
import { openContainer } from '../../../core/ofd/container/open-container.ts';
import { rewriteContainer, type RewrittenContainer } from '../../../core/ofd/container/rewrite-container.ts';
import { openOfd } from '../../../core/ofd/package/ofd-package.ts';
import { readSignatureFile } from '../../../core/ofd/signatures/signature-file.ts';
import { readSignatureList } from '../../../core/ofd/signatures/signature-list.ts';
import type { PreparedOfdSeal } from '../../../core/ofd/sealing/prepare-ofd-seal.ts';
import type { SmEngine } from '../../../core/sm/engine.ts';
import { CodedError } from '../../../shared/errors.ts';
import type { Draft, OpenFile } from '../../ports/files.ts';
import type { ByteProgress } from '../document-engine.ts';

interface Writing {
  readonly input: OpenFile;
  /** Opens the input once more, to compare the draft with it before it is published; the caller closes it. */
  readonly reopen: () => OpenFile;
  readonly prepared: PreparedOfdSeal;
  readonly draft: Draft;
  readonly signedAt: Date;
  readonly engine: SmEngine;
  /** Lets the process do something else for a moment, such as answer a signal. */
  readonly turn: () => Promise<void>;
  readonly progress: ByteProgress;
}

/** A draft of an OFD that lacks its last entry, the value, and the directory. */
export interface WrittenOfdDraft {
  /** Bytes. */
  readonly length: number;
  /** Returns the SM3 of what is written followed by a tail. */
  readonly fileHash: (tail: Uint8Array) => Uint8Array;
  readonly reopen: Writing['reopen'];
}

/** Writes the former entries as they are and the new ones, and hashes them. @throws FILE_CHANGED, DISK_FULL */
export async function writeOfdDraft(writing: Writing): Promise<WrittenOfdDraft> {
  const { input, reopen, prepared, draft, signedAt, engine, turn, progress } = writing;
  const rewritten = rewriteContainer(openContainer(input), prepared.written, signedAt);
  const { directoryStart } = rewritten;
  const hasher = await engine.createSm3();
  let length = 0;
  for (const piece of rewritten.pieces()) {
    const part = piece.subarray(0, directoryStart - length);
    draft.write(part);
    hasher.update(part);
    length += part.length;
    progress(length, directoryStart);
    await turn();
    if (length === directoryStart) break;
  }
  if (!input.unchanged()) throw new CodedError('FILE_CHANGED', 'changed while it was read');
  return { length, fileHash: hasher.snapshot(), reopen };
}

interface EndedDraft {
  /** Bytes */
  readonly size: number;
  /** Hexadecimal. */
  readonly sm3After: string;
}

/**
 * Writes the value and the directory, and checks the whole draft as it is on the disk: every byte is compared with the
 * original and the new bytes, and the file is opened as any reader would open it.
 * @throws OUTPUT_CHECK_FAILED if the disk, or another program, has made something else of it
 */
export function endOfdDraft(
  draft: Draft,
  written: WrittenOfdDraft,
  { prepared, signedAt }: { readonly prepared: PreparedOfdSeal; readonly signedAt: Date },
  value: Uint8Array,
): EndedDraft {
  const original = written.reopen();
  try {
    const entries = [...prepared.written, { name: prepared.valueName, content: value }];
    const whole = rewriteContainer(openContainer(original), entries, signedAt);
    const tail = tailOf(whole, draft, written.length);
    draft.write(tail);
    if (!draft.holds(written.length, tail) || draft.asSource().size !== whole.size) throw notAsWritten();
    expectReadBack(draft, prepared, value);
    return { size: whole.size, sm3After: toHex(written.fileHash(tail)) };
  } finally {
    original.close();
  }
}

/** Returns what follows a written beginning, which it compares. */
function tailOf(whole: RewrittenContainer, draft: Draft, length: number): Uint8Array {
  const tail: Uint8Array[] = [];
  let at = 0;
  for (const piece of whole.pieces()) {
    const written = piece.subarray(0, Math.max(0, length - at));
    if (!draft.holds(at, written)) throw notAsWritten();
    tail.push(piece.slice(written.length));
    at += piece.length;
  }
  return concatBytes(...tail);
}

function notAsWritten(): CodedError {
  return new CodedError('OUTPUT_CHECK_FAILED', 'the written file is not what was written');
}

/** Checks that the file opens, and that its list leads to this very value last. */
function expectReadBack(draft: Draft, { field }: PreparedOfdSeal, value: Uint8Array): void {
  const ofd = openOfd(draft.asSource());
  const [body] = ofd.bodies;
  const last = body === undefined ? undefined : readSignatureList(ofd, body)?.signatures.at(-1);
  const entry = last?.entry ?? null;
  const stored = entry === null ? null : readSignatureFile(ofd, entry).value;
  const holds = stored !== null && equalBytes(ofd.container.read(stored), value);
  if (entry?.name !== field || !holds) {
    throw new CodedError('OUTPUT_CHECK_FAILED', 'the signature does not read back');
  }
}
