import { writeRequestFile } from '../../adapters/files/approval-files.ts';
import { decideRequest } from '../../services/approvals/decide-request.ts';
import { exportRequest } from '../../services/approvals/exchange-file.ts';
import { locateItem } from '../../services/approvals/locate-item.ts';
import type { ScanFolder } from '../../services/approvals/ports.ts';
import { recordPaper } from '../../services/approvals/record-paper.ts';
import { releaseItem } from '../../services/approvals/release-item.ts';
import { listApprovals } from '../../services/approvals/view-approval.ts';
import type { TokenPort } from '../../services/ports/tokens.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import type { ApprovalView } from '../../shared/model/approval.ts';
import type { OpenDocument } from '../../shared/model/sealing.ts';
import { resultOf, success, type Result } from '../../shared/result.ts';
import { type ApprovalRequests, withApproverKey, type ApproverKeyParts } from '../approval-requests.ts';
import type { Dialogs } from '../dialogs.ts';
import type { OpenDocuments } from '../documents/open-documents.ts';
import type { HeldPinSession } from '../../home/held-pin-session.ts';
import type { TokenWatch } from '../../home/token-watch.ts';

export interface ApprovalHandlerParts {
  readonly approvals: ApprovalRequests;
  readonly documents: OpenDocuments;
  readonly watch: TokenWatch;
  readonly held: HeldPinSession;
  readonly tokens: Pick<TokenPort, 'signDigest'>;
  readonly scans: ScanFolder;
  /** Path of the request file that the app was started with; each call after the first answers null. */
  takeInitialPath(): string | null;
  readonly dialogs: Pick<
    Dialogs,
    'chooseDocument' | 'chooseScan' | 'chooseRequestFile' | 'chooseRequestPath'
  >;
}

/** Paths come from the system's dialogs or from main's own records, never from the window. */
export function approvalsHandlers(parts: ApprovalHandlerParts): ContractHandlers['approvals'] {
  const { approvals, dialogs } = parts;
  const { ports } = approvals;
  return {
    list: () => resultOf(() => listApprovals(ports)),
    describe: (wanted) => approvals.describe(wanted),
    request: (wanted) => approvals.telling(approvals.request(wanted)),
    exportFile: ({ id }) => exportTo(id, parts),
    importFile: async () => {
      const path = await dialogs.chooseRequestFile();
      return path === null ? success(null) : approvals.importFile(path);
    },
    importDropped: (path) => approvals.importFile(path),
    takeInitial: async () => {
      const path = parts.takeInitialPath();
      return path === null ? success(null) : approvals.importFile(path);
    },
    openItem: ({ id, index }) => openItem(id, index, null, parts),
    chooseItem: async ({ id, index }) => {
      const path = await dialogs.chooseDocument();
      return path === null ? success(null) : openItem(id, index, path, parts);
    },
    decide: (decision) => approvals.telling(decide(decision, parts)),
    exchange: ({ id, ...key }) =>
      approvals.telling(withApproverKey(key, keyParts(parts), (signer) => approvals.exchange(id, signer))),
    recordPaper: async ({ id, ...said }) => {
      const scan = await dialogs.chooseScan();
      if (scan === null) return success(null);
      return approvals.telling(recordPaper(id, said, scan, parts.scans, ports));
    },
    release: ({ id, index, reason }) => approvals.telling(releaseItem(id, index, reason, ports)),
  };
}

async function exportTo(id: string, { approvals, dialogs }: ApprovalHandlerParts): Promise<Result<boolean>> {
  const exported = await exportRequest(id, approvals.ports);
  if (!exported.ok) return exported;
  const path = await dialogs.chooseRequestPath(`${id}.sealrequest`);
  if (path === null) return success(false);
  return resultOf(() => {
    writeRequestFile(path, exported.value, true);
    return true;
  });
}

async function openItem(
  id: string,
  index: number,
  chosen: string | null,
  { approvals, documents }: ApprovalHandlerParts,
): Promise<Result<OpenDocument>> {
  const located = await locateItem(id, index, chosen, approvals.ports);
  return located.ok ? documents.open(located.value) : located;
}

type Decision = Parameters<ContractHandlers['approvals']['decide']>[0];

/** Decides a request. If the platform has it, the same PIN entry sends the decision; a failure is made up for later. */
function decide(decision: Decision, parts: ApprovalHandlerParts): Promise<Result<ApprovalView>> {
  const { approvals } = parts;
  const { id, outcome, approver, comment } = decision;
  return withApproverKey(decision, keyParts(parts), async (signer) => {
    const decided = await decideRequest(id, { outcome, approver, comment }, signer, approvals.ports);
    if (decided.ok && decided.value.onPlatform) await approvals.exchange(null, signer);
    return decided;
  });
}

function keyParts({ watch, held, tokens, approvals }: ApprovalHandlerParts): ApproverKeyParts {
  return { watch, held, tokens, engine: approvals.ports.engine };
}
