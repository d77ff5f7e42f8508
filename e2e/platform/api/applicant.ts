import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import {
  askForWithdrawal,
  authoriseLossReport,
  describeLossReport,
  lossReportFile,
  receiveLossReport,
  sendLossCode,
} from '../services/loss-reports.ts';
import {
  addApplicationPaper,
  applyForFirstSeal,
  submitSealApplication,
  withdrawSealApplication,
} from '../services/application-papers.ts';
import type { FirstSealRequest } from '../services/seal-applications.ts';
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
import { RateLimit } from '../rate-limit.ts';
import { json, type Call, type Operations } from './call.ts';

const numberIn = ({ path }: Call): string => path['number'] ?? '';

/** The operations without a key, for people who have lost it or its PIN. */
export function applicantOperations(context: PlatformContext): Operations {
  return {
    ...lossReportOperations(context),
    ...pinResetOperations(context),
    ...sealApplicationOperations(context),
  };
}

const HOUR_MS = 3_600_000;
/** Reports of one address in an hour: a key holds few seals. */
const MOST_REPORTS = 20;

function lossReportOperations(context: PlatformContext): Operations {
  const reports = new RateLimit(MOST_REPORTS, HOUR_MS);
  return {
    reportLoss: ({ body, address }) => {
      reports.take(address, context);
      return json(receiveLossReport(context, body as PlatformSchema<'LossReportRequest'>), 201);
    },
    readLossReport: (call) => json(describeLossReport(context, lossReportFile(context, numberIn(call)))),
    sendLossCode: (call) =>
      json(sendLossCode(context, numberIn(call), (call.body as { contactId: string }).contactId)),
    authoriseLossReport: (call) =>
      json(authoriseLossReport(context, numberIn(call), (call.body as { code: string }).code)),
    withdrawLossReport: (call) =>
      json(askForWithdrawal(context, numberIn(call), (call.body as { reason: string }).reason)),
  };
}

/** Applications for a first seal of one address in an hour: an enterprise has a set of five. */
const MOST_FIRST_SEALS = 30;

function sealApplicationOperations(context: PlatformContext): Operations {
  const applications = new RateLimit(MOST_FIRST_SEALS, HOUR_MS);
  return {
    applyForFirstSeal: ({ body, address }) => {
      applications.take(address, context);
      return json(applyForFirstSeal(context, body as FirstSealRequest), 201);
    },
    sendApplicationPaper: async (call) =>
      json(await addApplicationPaper(context, numberIn(call), paperIn(call))),
    submitSealApplication: (call) => json(submitSealApplication(context, numberIn(call))),
    withdrawSealApplication: (call) => json(withdrawSealApplication(context, numberIn(call))),
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
