import type { VerificationReport } from '../../model/verification-report.ts';
import { invoke, returns } from '../define.ts';
import { documentOnly } from './schemas.ts';

/** Verifying an open document. */
export const verify = {
  document: invoke(documentOnly, returns<VerificationReport>()),
} as const;
