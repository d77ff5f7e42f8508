export { decisionSchema, paperSchema, requestSchema, statementSchema } from './approval-schema.ts';
export { approvedOriginal, type FileIdentity } from './approved-original.ts';
export { approvalState } from './approval-state.ts';
export { differencesOfFile, settledTarget } from './compare-use.ts';
export { enterpriseOf, openDecision, signDecision } from './decision.ts';
export { demandsApproval } from './demands-approval.ts';
export { findItem } from './find-item.ts';
export { parseRequest, requestDigest } from './request-bytes.ts';
export { decodeRequestFile, encodeRequestFile } from './request-file.ts';
