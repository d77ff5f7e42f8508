import type { StoreApi } from 'zustand/vanilla';
import type { ApprovalsStore, OpenedItem } from '../features/approvals/approvals-store.ts';
import type { DocumentStore } from '../features/documents/document-store.ts';
import { choiceOf } from '../features/seal/places/place-rows.ts';
import type { SealStore } from '../features/seal/seal-state.ts';
import type { TokenStore } from '../features/tokens/token-store.ts';
import type { AppStore } from './app-store.ts';

/** The stores that change when a document of a request is opened. */
interface ApprovedStores {
  readonly app: StoreApi<AppStore>;
  readonly documents: StoreApi<DocumentStore>;
  readonly tokens: StoreApi<TokenStore>;
  readonly seal: StoreApi<SealStore>;
  readonly approvals: StoreApi<ApprovalsStore>;
}

/**
 * Shows a document of a request to look at, or ready to be sealed as it was approved. If the key is not
 * plugged in, the place of approvals says so.
 */
export function showApproved(
  { document, approval, index, purpose, target }: OpenedItem,
  { app, documents, tokens, seal, approvals }: ApprovedStores,
): void {
  app.getState().go('documents');
  documents.getState().show({ ok: true, value: document });
  const item = approval.request.items[index];
  if (purpose === 'view' || item === undefined || target === null) return;
  const found = tokens
    .getState()
    .view?.tokens.flatMap(({ seals }) => seals)
    .find(({ esId }) => esId === item.esId);
  if (found === undefined) return approvals.setState({ problem: { code: 'TOKEN_NOT_FOUND' } });
  const { purpose: use, counterpart, applicant, id } = approval.request;
  const particulars = { purpose: use, counterpart, applicant, approver: approverOf(approval), keeper: '' };
  const locks = item.locks === true;
  seal.getState().adopt({ approvalId: id, choice: choiceOf(found), target, particulars, locks });
}

function approverOf({ decision }: OpenedItem['approval']): string {
  if (decision === null) return '';
  if (decision.kind === 'paper') return decision.paper.approver;
  return decision.kind === 'office' ? decision.office.approver.name : decision.decision.approver;
}
