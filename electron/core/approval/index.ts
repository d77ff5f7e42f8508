export { decisionSchema, paperSchema, requestSchema, statementSchema } from './approval-schema.ts';
export { approvalState } from './approval-state.ts';
export { differencesOfFile, placeText, settledTarget, type IntendedUse } from './compare-use.ts';
export { enterpriseOf, openDecision, signDecision, type DecisionTrust } from './decision.ts';
export { demandsApproval } from './demands-approval.ts';
export { findItem } from './find-item.ts';
export { parseRequest, requestDigest } from './request-bytes.ts';
export { decodeRequestFile, encodeRequestFile } from './request-file.ts';
export { scanKindOf } from './scan-kind.ts';
