import { type ByteSource, piecesOf } from '../../core/bytes/byte-source.ts';
import { toHex } from '../../core/bytes/encodings.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { SignatureContext } from '../../core/verification/evidence/context.ts';
import { isOfd } from '../../core/pdf/other-formats.ts';
import { readRevisions, type RevisionEnd, revisionsOf } from '../../core/verification/signature-contexts.ts';
import { revisionTimeline } from '../../core/verification/timeline/revision-timeline.ts';
import { CodedError } from '../../shared/errors.ts';
import type { RevisionEntry } from '../../shared/model/document-details.ts';
import type { VerificationReport } from '../../shared/model/verification-report.ts';

/** One version of a document: its first bytes. */
export interface RevisionFacts {
  /** From 1. */
  readonly number: number;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sm3: string;
}

interface HashingPorts {
  readonly engine: SmEngine;
  /** Lets the process do something else for a moment. */
  readonly turn: () => Promise<void>;
}

/**
 * Tells the revisions of a document, each with what it brought. @param contexts of its signatures, in the order of the report
 * @returns null if that cannot be told, or costs more than is spent on one document
 */
export async function timelineOf(
  file: ByteSource,
  contexts: readonly (SignatureContext | null)[],
  ports: HashingPorts,
): Promise<readonly RevisionEntry[] | null> {
  try {
    const { document, revisions } = readRevisions(file);
    const steps = revisionTimeline(document, revisions, contexts);
    if (document.overBudget !== null) return null;
    const hashes = await hashedRevisions(file, revisions, ports);
    return steps.map((step, at) => ({ ...step, sm3: hashes[at]?.sm3 ?? '' }));
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

/** Lists where each version of a document ends, the shortest first. An OFD is written anew by each change, and has one version. */
export function versionEnds(file: ByteSource): readonly RevisionEnd[] {
  return isOfd(file) ? [{ number: 1, end: file.size }] : revisionsOf(file);
}

/** Keeps what was gathered of each signature in the order of the report. */
export class GatheredContexts {
  readonly #found = new Map<number, SignatureContext>();

  readonly add = (context: SignatureContext): void =>
    void this.#found.set(context.all.indexOf(context.located), context);

  /** @returns null in the place of a signature at which a check broke off */
  inOrder({ signatures }: Pick<VerificationReport, 'signatures'>): readonly (SignatureContext | null)[] {
    return signatures.map((_, at) => this.#found.get(at) ?? null);
  }
}

/** Hashes versions in one pass over the file. @param revisions the shortest first */
export async function hashedRevisions(
  file: ByteSource,
  revisions: readonly RevisionEnd[],
  { engine, turn }: HashingPorts,
): Promise<RevisionFacts[]> {
  const hasher = await engine.createSm3();
  const found: RevisionFacts[] = [];
  let at = 0;
  for (const { number, end } of revisions) {
    for (const piece of piecesOf(file, at, end)) {
      hasher.update(piece);
      await turn();
    }
    at = end;
    found.push({ number, bytes: end, sm3: toHex(hasher.snapshot()(NO_TAIL)) });
  }
  return found;
}

const NO_TAIL = new Uint8Array(0);
