import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import {
  askForWithdrawal,
  describeLossReport,
  lossReportFile,
  receiveLossReport,
} from '../offices/loss-reports.ts';
import type { PaperKind } from '../offices/papers.ts';
import {
  addPaper,
  beginPinReset,
  describePinReset,
  pinResetFile,
  submitPinReset,
  withdrawPinReset,
} from '../offices/pin-resets.ts';
import { completeReset, issueCredential, type CredentialRequest } from '../offices/unblock-credentials.ts';
import type { Office } from '../office.ts';
import { json, type Call, type Operations } from './call.ts';

const numberIn = ({ path }: Call): string => path['number'] ?? '';

/** What needs no key, for whoever has lost it or its PIN. */
export function applicantOperations(office: Office): Operations {
  return { ...lossReportOperations(office), ...pinResetOperations(office) };
}

function lossReportOperations(office: Office): Operations {
  return {
    reportLoss: ({ body }) =>
      json(receiveLossReport(office, body as PlatformSchema<'LossReportRequest'>), 201),
    readLossReport: (call) => json(describeLossReport(lossReportFile(office, numberIn(call)))),
    withdrawLossReport: (call) =>
      json(askForWithdrawal(office, numberIn(call), (call.body as { reason: string }).reason)),
  };
}

function pinResetOperations(office: Office): Operations {
  return {
    requestPinReset: ({ body }) =>
      json(beginPinReset(office, body as PlatformSchema<'PinResetRequest'>), 201),
    readPinReset: (call) => json(describePinReset(office, pinResetFile(office, numberIn(call)))),
    withdrawPinReset: (call) => json(withdrawPinReset(office, numberIn(call))),
    sendPinResetPaper: (call) => json(addPaper(office, numberIn(call), paperIn(call))),
    submitPinReset: (call) => json(submitPinReset(office, numberIn(call))),
    fetchUnblockCredential: async (call) =>
      json(await issueCredential(office, numberIn(call), call.body as CredentialRequest)),
    completePinReset: (call) =>
      json(completeReset(office, numberIn(call), call.body as Parameters<typeof completeReset>[2])),
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
