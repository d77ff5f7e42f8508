import { CodedError } from '../../shared/errors.ts';
import type { DescribedPlaces } from '../../shared/model/seal-places.ts';
import { extendedSource } from '../bytes/byte-source.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { openPdf } from '../pdf/open-pdf.ts';
import { describePlaces, placesOf } from './describe-places.ts';
import type { BesidePlacement } from './plan-beside.ts';
import type { SealPlacement, SealRequest } from './seal-request.ts';
import { prepareSeal } from './prepare-seal.ts';
import { expectSealable } from './sealable.ts';

/** A seal of an act, as far as its layout depends on it. */
export type RehearsedSeal = Pick<SealRequest, 'target' | 'picture' | 'keywords' | 'signedAt'>;

/** The places of a seal of an act, for a person and in the terms of the file. */
export interface RehearsedPlaces {
  readonly described: DescribedPlaces;
  readonly placements: readonly SealPlacement[];
  /** What stands beside the seal. */
  readonly beside: readonly BesidePlacement[];
}

/** What the layout does not depend on: nothing of it is written. */
const UNWRITTEN = {
  name: '',
  random: (length: number) => new Uint8Array(length),
  reservedLength: 1024,
};

/**
 * Lays the seals of an act out one over the other, each over the file that the one before would leave but for its
 * signature, and describes their places. A seal with a problem is left out of what the following ones go over.
 * @param first the document that the act begins with
 * @throws CodedError for a document that cannot be sealed at all
 */
export function rehearseSeals(first: PdfDocument, seals: readonly RehearsedSeal[]): RehearsedPlaces[] {
  let reached = first.source;
  let opened: PdfDocument | null = first;
  return seals.map((seal) => {
    const document = (opened ??= openPdf(reached));
    expectSealable(document);
    const plan = placesOf(document, seal.target, seal.picture, {
      answers: seal.keywords ?? [],
      signedAt: seal.signedAt,
    });
    const described = describePlaces(document, seal.target, plan);
    const rehearsed = { described, placements: plan.placements, beside: plan.beside };
    // One seal alone is over nothing, and nothing is over it.
    if (described.problems.length > 0 || seals.length === 1) return rehearsed;
    const laidOut = triedLayout(document, seal);
    if (!(laidOut instanceof Uint8Array)) {
      return { ...rehearsed, described: { ...described, problems: [laidOut] } };
    }
    reached = extendedSource(reached, laidOut);
    opened = null;
    return rehearsed;
  });
}

/** Returns the bytes that a seal appends, or what keeps it from the document. */
function triedLayout(
  document: PdfDocument,
  seal: RehearsedSeal,
): Uint8Array | DescribedPlaces['problems'][number] {
  try {
    return prepareSeal(document, { ...UNWRITTEN, ...seal }).appended;
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return { error: error.toAppError(), page: null, rule: null };
  }
}
