import { basename } from 'node:path';
import { resultFolder } from '../../adapters/office-systems/office-folder.ts';
import { certificateIn } from '../../adapters/trust-files/certificate-file.ts';
import { giveResultsBack } from '../../services/approvals/exchange-office.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import { resultOf, success } from '../../shared/result.ts';
import {
  type ApprovalRequests,
  type ApproverKeyParts,
  withApproverKey,
} from '../requests/approval-requests.ts';
import type { Dialogs } from '../window/dialogs.ts';
import type { OfficeExchanges } from '../requests/office-exchanges.ts';

export interface OfficesHandlerParts {
  readonly offices: OfficeExchanges;
  readonly approvals: ApprovalRequests;
  readonly keys: ApproverKeyParts;
  readonly dialogs: Pick<Dialogs, 'chooseCertificate' | 'chooseFolder' | 'chooseCallFile'>;
}

/** Paths come from the system's dialogs, never from the window. */
export function officesHandlers(parts: OfficesHandlerParts): ContractHandlers['offices'] {
  const { offices, approvals, dialogs, keys } = parts;
  return {
    view: () => offices.view(),
    chooseCertificate: async () => {
      const path = await dialogs.chooseCertificate();
      if (path === null) return success(null);
      const read = await resultOf(() => certificateIn(path));
      return read.ok ? offices.offer(read.value) : read;
    },
    register: ({ fingerprint, name, registeredBy, powers, ...key }) =>
      withApproverKey(key, keys, (signer) =>
        offices.register({ fingerprint, name, registeredBy, powers }, signer),
      ),
    withdraw: ({ fingerprint, reason }) => approvals.telling(offices.withdraw(fingerprint, reason)),
    chooseFolder: async () => {
      const folder = await dialogs.chooseFolder('office');
      return folder === null ? success(null) : offices.watchFolder(folder);
    },
    leaveFolder: () => offices.watchFolder(null),
    chooseCallFile: async ({ kind }) => {
      const path = await dialogs.chooseCallFile(kind);
      if (path === null) return success(null);
      offices.pick(kind, path);
      return success(basename(path));
    },
    setCall: ({ url, byAuthoritiesOfSystem }) => offices.setCall(url, byAuthoritiesOfSystem),
    leaveCall: () => offices.leaveCall(),
    exchangeNow: () => offices.exchangeNow(),
    giveBack: async ({ id }) => {
      const folder = await dialogs.chooseFolder('results');
      if (folder === null) return success(null);
      const door = resultFolder(folder, approvals.ports.engine);
      return approvals.telling(giveResultsBack(id, door, approvals.ports));
    },
  };
}
