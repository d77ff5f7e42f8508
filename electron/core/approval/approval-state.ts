import type { ApprovalItemState, ApprovalRequest, ApprovalState } from '../../shared/model/approval.ts';

export interface Standing {
  readonly request: Pick<ApprovalRequest, 'validUntil'>;
  readonly withdrawn: boolean;
  /** Null where nobody has decided; a paper approval counts as approved. */
  readonly outcome: 'approved' | 'rejected' | null;
  readonly items: readonly ApprovalItemState[];
}

/** How a request stands at a time. What was decided stays so; what was used up cannot expire. */
export function approvalState({ request, withdrawn, outcome, items }: Standing, now: Date): ApprovalState {
  if (outcome === 'rejected') return 'rejected';
  if (withdrawn) return 'withdrawn';
  if (outcome === 'approved' && items.every((state) => state === 'used')) return 'used';
  if (Date.parse(request.validUntil) < now.getTime()) return 'expired';
  return outcome === 'approved' ? 'approved' : 'underReview';
}
