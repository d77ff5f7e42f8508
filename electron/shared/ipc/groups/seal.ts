import { z } from 'zod';
import type { OpenDocument, SealProgress, TrustedTime } from '../../model/sealing.ts';
import type { VerificationReport } from '../../model/verification-report.ts';
import { event, invoke, returns } from '../define.ts';
import { documentId, esId, particulars, pinBytes, sealTarget, tokenSerial } from './schemas.ts';

const sealRequest = z.strictObject({
  documentId,
  tokenSerial,
  esId,
  target: sealTarget,
  reason: z.string().max(200),
  /** Number of the approval that the use rests on; null for none. */
  approvalId: z.string().min(1).max(100).nullable(),
  particulars,
  /** Null seals in the login that an earlier seal left standing. */
  pin: pinBytes.nullable(),
  /** This PIN may serve further seals for a while. */
  holdPin: z.boolean(),
  /** The person knows that a wrong PIN now locks the token. */
  lastTryConfirmed: z.boolean(),
});

/** A sealed document, opened and verified. */
export interface SealOutcome {
  readonly document: OpenDocument;
  readonly report: VerificationReport;
  readonly trustedTime: TrustedTime;
}

/** Sealing an open document. */
export const seal = {
  start: invoke(sealRequest, returns<SealOutcome>(), ['pin']),
  progress: event(returns<SealProgress>()),
  cancel: invoke(z.strictObject({ documentId }), returns<null>()),
} as const;
