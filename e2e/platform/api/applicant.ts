import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import {
  askForWithdrawal,
  describeLossReport,
  lossReportFile,
  receiveLossReport,
} from '../services/loss-reports.ts';
import type { PaperKind } from '../services/papers.ts';
import {
  addPaper,
  beginPinReset,
  describePinReset,
  pinResetFile,
  submitPinReset,
  withdrawPinReset,
} from '../services/pin-resets.ts';
import { completeReset, issueCredential, type CredentialRequest } from '../services/unblock-credentials.ts';
import type { PlatformContext } from '../platform-context.ts';
import { json, type Call, type Operations } from './call.ts';

const numberIn = ({ path }: Call): string => path['number'] ?? '';

/** The operations without a key, for people who have lost it or its PIN. */
export function applicantOperations(context: PlatformContext): Operations {
  return { ...lossReportOperations(context), ...pinResetOperations(context) };
}

function lossReportOperations(context: PlatformContext): Operations {
  return {
    reportLoss: ({ body }) =>
      json(receiveLossReport(context, body as PlatformSchema<'LossReportRequest'>), 201),
    readLossReport: (call) => json(describeLossReport(lossReportFile(context, numberIn(call)))),
    withdrawLossReport: (call) =>
      json(askForWithdrawal(context, numberIn(call), (call.body as { reason: string }).reason)),
  };
}

function pinResetOperations(context: PlatformContext): Operations {
  return {
    requestPinReset: ({ body }) =>
      json(beginPinReset(context, body as PlatformSchema<'PinResetRequest'>), 201),
    readPinReset: (call) => json(describePinReset(context, pinResetFile(context, numberIn(call)))),
    withdrawPinReset: (call) => json(withdrawPinReset(context, numberIn(call))),
    sendPinResetPaper: (call) => json(addPaper(context, numberIn(call), paperIn(call))),
    submitPinReset: (call) => json(submitPinReset(context, numberIn(call))),
    fetchUnblockCredential: async (call) =>
      json(await issueCredential(context, numberIn(call), call.body as CredentialRequest)),
    completePinReset: (call) =>
      json(completeReset(context, numberIn(call), call.body as Parameters<typeof completeReset>[2])),
  };
}

function paperIn({ path, query, body }: Call): {
  readonly id: string;
  readonly kind: PaperKind;
  readonly bytes: Uint8Array;
} {
  const bytes = new Uint8Array(body as Buffer);
  return { id: path['paperId'] ?? '', kind: query['kind'] as PaperKind, bytes };
}
