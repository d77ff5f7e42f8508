import { CodedError } from '../../shared/errors.ts';
import type { DescribedPlaces } from '../../shared/model/seal-places.ts';
import { type ByteSource, extendedSource } from '../bytes/byte-source.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { openPdf } from '../pdf/open-pdf.ts';
import { describePlaces } from './describe-places.ts';
import { prepareSeal } from './prepare-seal.ts';
import type { SealRequest } from './seal-request.ts';

/** A seal of an act, as far as its layout depends on it. */
export type RehearsedSeal = Pick<SealRequest, 'target' | 'picture'>;

/** What the layout does not depend on: nothing of it is written. */
const UNWRITTEN = {
  name: '',
  signedAt: new Date(0),
  random: (length: number) => new Uint8Array(length),
  reservedLength: 1024,
};

/**
 * Lays the seals of an act out one over the other, each over the file that the one before would leave but for its
 * signature, and describes their places. A seal with a problem is left out of what the following ones go over.
 * @throws CodedError for a document that cannot be sealed at all
 */
export function rehearseSeals(source: ByteSource, seals: readonly RehearsedSeal[]): DescribedPlaces[] {
  let reached = source;
  return seals.map(({ target, picture }) => {
    const document = openPdf(reached);
    const places = describePlaces(document, target, picture);
    if (places.problems.length > 0) return places;
    const laidOut = triedLayout(document, { target, picture });
    if (!(laidOut instanceof Uint8Array)) return { ...places, problems: [laidOut] };
    reached = extendedSource(reached, laidOut);
    return places;
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
