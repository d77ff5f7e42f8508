import type { ErrorCode } from '../errors.ts';

/** The codes of approvals (用印审批). */
export type ApprovalErrorCode = Extract<ErrorCode, `APPROVAL_${string}`>;
