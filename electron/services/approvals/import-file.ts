import { decisionFileOrNull } from '../../core/approval/office-decision.ts';
import type { ApprovalRequest, ApprovalView } from '../../shared/model/approval.ts';
import type { Result } from '../../shared/result.ts';
import type { ApprovalPorts } from './approval-record.ts';
import { importRequest } from './exchange-file.ts';
import { takeOfficeDecision } from './office-decisions.ts';

/**
 * Takes in a file of approvals: a request, with or without its decision, or a decision of an office system. Fails as
 * {@link importRequest} and {@link takeOfficeDecision} do.
 * @param paths returns possible paths of the documents, in the order of the items
 */
export function importApprovalFile(
  bytes: Uint8Array,
  paths: (request: ApprovalRequest) => readonly (string | null)[],
  ports: ApprovalPorts,
): Promise<Result<ApprovalView>> {
  const statement = decisionFileOrNull(bytes);
  if (statement === null) return importRequest(bytes, paths, ports);
  return takeOfficeDecision({ statement, way: 'file', paths }, ports);
}
