import type { OfdSignatureContext } from '../../core/ofd/verification/gather-ofd.ts';
import type { SignatureContext, SignatureEvidence } from '../../core/verification/evidence/context.ts';
import type { SignatureReport, VerificationReport } from '../../shared/model/verification-report.ts';
import { GatheredContexts } from '../documents/revision-history.ts';
import { placedInOfd } from './placed-in-ofd.ts';
import { placedInPdf, type PlacedSignature } from './placed-signature.ts';

/** What the checks of one signature have looked at, of a PDF or an OFD. */
export interface GatheredSignature {
  readonly evidence: SignatureEvidence;
  /** Finds the signature in the document. @param number from 1 @throws CodedError FILE_OVER_BUDGET */
  readonly placed: (report: SignatureReport, number: number) => PlacedSignature;
}

/** Keeps what is gathered of the signatures of one document, of either format. */
export class GatheredSignatures {
  readonly #pdf = new GatheredContexts();
  readonly #ofd = new Map<number, OfdSignatureContext>();

  /** Hands contexts over while the document is verified. */
  readonly listeners = {
    onGathered: this.#pdf.add,
    onGatheredOfd: (context: OfdSignatureContext): void =>
      void this.#ofd.set(context.around.all.indexOf(context.signature), context),
  };

  /** @returns null in the place of a signature at which a check broke off */
  inOrder(report: Pick<VerificationReport, 'signatures'>): readonly (GatheredSignature | null)[] {
    return this.pdfContexts(report).map((context, at) => {
      const inOfd = this.#ofd.get(at);
      if (inOfd !== undefined)
        return { evidence: inOfd, placed: (_report, number) => placedInOfd(inOfd, number) };
      return context === null
        ? null
        : {
            evidence: context,
            placed: (own: SignatureReport, number: number) => placedInPdf(context, own, number),
          };
    });
  }

  /** The contexts of a PDF, as its timeline reads them; null for each signature of an OFD. */
  pdfContexts(report: Pick<VerificationReport, 'signatures'>): readonly (SignatureContext | null)[] {
    return this.#pdf.inOrder(report);
  }
}
