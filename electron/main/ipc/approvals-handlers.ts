import { readSignaturePicture, writeRequestFile } from '../../adapters/home-files/approval-files.ts';
import { pictureHere, targetOf } from '../../services/approvals/approval-pictures.ts';
import { decideRequest, recordPaper, type ScanFolder } from '../../services/approvals/decide-request.ts';
import { exportRequest } from '../../services/approvals/exchange-file.ts';
import { confirmItem, givePicture, lastSeenFile } from '../../services/approvals/find-item.ts';
import { listApprovals } from '../../services/approvals/view-approval.ts';
import { releaseItem } from '../../services/approvals/release-item.ts';
import type { TokenPort } from '../../services/ports/tokens.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import type { ApprovalView } from '../../shared/model/approval.ts';
import type { OpenDocument } from '../../shared/model/sealing.ts';
import { failure, resultOf, success, type Result } from '../../shared/result.ts';
import {
  type ApprovalRequests,
  withApproverKey,
  type ApproverKeyParts,
} from '../requests/approval-requests.ts';
import type { Dialogs } from '../window/dialogs.ts';
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
  takeInitialPath(): Promise<string | null>;
  readonly dialogs: Pick<
    Dialogs,
    'chooseDocument' | 'chooseScan' | 'chooseSignaturePicture' | 'chooseRequestFile' | 'chooseRequestPath'
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
      const path = await parts.takeInitialPath();
      return path === null ? success(null) : approvals.importFile(path);
    },
    openItem: ({ id, index }) => openItem(id, index, null, parts),
    chooseItem: async ({ id, index }) => {
      const path = await dialogs.chooseDocument();
      return path === null ? success(null) : openItem(id, index, path, parts);
    },
    target: ({ id, index }) => resultOf(() => targetOf(id, index, ports)),
    picture: ({ sm3 }) => resultOf(() => pictureHere(sm3, ports)),
    choosePicture: async ({ id }) => {
      const path = await dialogs.chooseSignaturePicture();
      if (path === null) return success(null);
      const content = await resultOf(() => readSignaturePicture(path));
      return content.ok ? approvals.telling(givePicture(id, content.value, ports)) : content;
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

/** Opens an item's file at a chosen path, else where it was last seen, and keeps it open only when it is that file. */
async function openItem(
  id: string,
  index: number,
  chosen: string | null,
  { approvals, documents }: ApprovalHandlerParts,
): Promise<Result<OpenDocument>> {
  const { ports } = approvals;
  const seen =
    chosen === null ? await lastSeenFile(id, index, ports) : success({ path: chosen, fileName: '' });
  if (!seen.ok) return seen;
  const { path, fileName } = seen.value;
  const opened = await documents.open(path);
  if (!opened.ok) {
    const isGone = ['FILE_NOT_FOUND', 'FILE_UNREADABLE', 'FILE_NOT_REGULAR'].includes(opened.error.code);
    return chosen === null && isGone
      ? failure({ code: 'APPROVAL_FILE_MISSING', details: { fileName } })
      : opened;
  }
  const document = opened.value;
  const confirmed = await documents.work(document.id, ({ file }) => confirmItem(id, index, file, ports));
  if (confirmed.ok) return opened;
  await documents.close(document.id);
  return confirmed;
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
