import type { ByteSource } from '../../bytes/byte-source.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import { RevisionTiling } from '../../pdf/tiling/revision-tiling.ts';
import { RevisionChanges } from '../revision-diff/revision-changes.ts';
import { orNullIfDamaged } from '../../work-meter.ts';
import type { LocatedSignature, RangeOf, VerificationInputs } from './context.ts';
import { coveredRange } from './covered-range.ts';
import { judgedStamps, placedStamps, withSecurityStore } from './document-evidence.ts';
import type { SharedEvidence } from './gather.ts';
import { SealedDigests } from './sealed-digests.ts';

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
  const rangeOf = rangesOnce(source, document);
  // A stamp proves only what is in an earlier revision.
  const placed = located.length < 2 ? [] : placedStamps(located, rangeOf);
  const inputs = withSecurityStore(
    given,
    document,
    placed.map(({ range }) => range.revision),
  );
  // One that cannot be read is met again when its own signature is judged.
  const ranges = located.flatMap((each) => orNullIfDamaged(() => rangeOf(each)) ?? []);
  const wantsFiles = given.existedBy !== null || given.registerMarks !== null;
  const shared = {
    all: located,
    rangeOf,
    digests: new SealedDigests(given.engine, { source, document }, ranges, wantsFiles, given.begunHash),
    tiling: new RevisionTiling(document, firstSigned),
    changes: new RevisionChanges(document, firstSigned),
    stamps: await judgedStamps(source, document, placed, inputs),
  };
  return { shared, inputs };
}

/** Reads the range of each signature once: all its digits are looked at. */
function rangesOnce(source: ByteSource, document: PdfDocument): RangeOf {
  const known = new Map<LocatedSignature, ReturnType<RangeOf>>();
  return (located) => {
    const range = known.get(located) ?? coveredRange(source, document, located.dictionary);
    known.set(located, range);
    return range;
  };
}
