import type { ByteSource } from '../bytes/byte-source.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { openPdf } from '../pdf/open-pdf.ts';
import {
  isFault,
  type LocatedSignature,
  type SignatureContext,
  type VerificationInputs,
} from './evidence/context.ts';
import { coveredRange } from './evidence/covered-range.ts';
import { gatherContext } from './evidence/gather.ts';
import { shareEvidence } from './evidence/shared-evidence.ts';
import { locateSignatures } from './locate-signatures.ts';

/** A revision of a document: bytes [0, end). */
export interface RevisionEnd {
  /** From 1. */
  readonly number: number;
  readonly end: number;
}

/** What the checks of a document look at. */
interface GatheredSignatures {
  readonly document: PdfDocument;
  /** In the order of the report. */
  readonly contexts: readonly SignatureContext[];
  readonly revisions: readonly RevisionEnd[];
}

/**
 * Gathers what the checks of every signature look at, for those who keep it.
 * @throws CodedError for a file that cannot be read, FILE_OVER_BUDGET
 */
export async function signatureContexts(
  source: ByteSource,
  given: VerificationInputs,
): Promise<GatheredSignatures> {
  const document = openPdf(source);
  const located = locateSignatures(document);
  const contexts: SignatureContext[] = [];
  const { shared, inputs } = await shareEvidence(source, document, located, given);
  for (const each of located) contexts.push(await gatherContext(source, document, each, shared, inputs));
  return { document, contexts, revisions: revisionEnds(source, document, located) };
}

/** Lists where each revision of a document ends. @throws CodedError for a file that cannot be read */
export function revisionsOf(source: ByteSource): readonly RevisionEnd[] {
  return readRevisions(source).revisions;
}

/** Opens a document by itself, with an account of work of its own. @throws CodedError for a file that cannot be read */
export function readRevisions(source: ByteSource): Pick<GatheredSignatures, 'document' | 'revisions'> {
  const document = openPdf(source);
  return { document, revisions: revisionEnds(source, document, locateSignatures(document)) };
}

/**
 * A revision ends where its signature says. Without one it ends behind `%%EOF` and one end of line, which may belong to
 * what follows: writers differ, and the file does not tell.
 */
function revisionEnds(
  source: ByteSource,
  document: PdfDocument,
  located: readonly LocatedSignature[],
): RevisionEnd[] {
  const signed = new Map<number, number>();
  for (const { dictionary } of located) {
    const range = coveredRange(source, document, dictionary);
    if (!isFault(range)) signed.set(range.revision, range.end);
  }
  return document.revisions.flatMap(({ end: written }, index) => {
    const end = signed.get(index) ?? written;
    return end === null ? [] : [{ number: index + 1, end }];
  });
}
