import type { ByteSource } from '../../bytes/byte-source.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import { RevisionTiling } from '../../pdf/tiling/revision-tiling.ts';
import { RevisionChanges } from '../revision-diff/revision-changes.ts';
import type { LocatedSignature, VerificationInputs } from './context.ts';
import { judgedStamps, placedStamps, withSecurityStore } from './document-evidence.ts';
import type { SharedEvidence } from './gather.ts';

/**
 * Makes what the signatures of one document share: what is found of a revision serves every signature before it, and
 * the document's security store serves all.
 * @returns the inputs with that store, which every signature is to be judged by
 */
export async function shareEvidence(
  source: ByteSource,
  document: PdfDocument,
  located: readonly LocatedSignature[],
  given: VerificationInputs,
): Promise<{ readonly shared: SharedEvidence; readonly inputs: VerificationInputs }> {
  const firstSigned = located.reduce(
    (first, { dictionary }) => Math.min(first, dictionary.revision ?? first),
    Infinity,
  );
  // A stamp proves only what is in an earlier revision.
  const placed = located.length < 2 ? [] : placedStamps(source, document, located);
  const inputs = withSecurityStore(
    given,
    document,
    placed.map(({ range }) => range.revision),
  );
  const shared = {
    all: located,
    tiling: new RevisionTiling(document, firstSigned),
    changes: new RevisionChanges(document, firstSigned),
    stamps: await judgedStamps(source, document, placed, inputs),
  };
  return { shared, inputs };
}
