import { join } from 'node:path';
import { systemClock, systemRandom } from '../adapters/system.ts';
import { nodeFiles } from '../adapters/files/node-files.ts';
import { scanFolder } from '../adapters/files/approval-files.ts';
import { readTrustFolder } from '../adapters/files/trust-folder.ts';
import { readTrustStore } from '../core/x509/trust-store.ts';
import type { DocumentPorts } from '../services/approvals/make-request.ts';
import type { ApprovalPorts, ScanFolder } from '../services/approvals/ports.ts';
import type { DemoWorld } from '../services/demo-world/world-description.ts';
import type { ApprovalView } from '../shared/model/approval.ts';
import { unwrap } from '../shared/result.ts';
import type { Composition } from './composition.ts';
import { printJson, printLine } from './printing.ts';
import { recorderOf } from './recorder.ts';

/** What commands about approvals work with. */
export type ApprovalParts = ApprovalPorts & DocumentPorts & { readonly scans: ScanFolder };

export async function approvalPartsOf(parts: Composition, world: DemoWorld): Promise<ApprovalParts> {
  const engine = await parts.engine();
  const documents = await parts.documents();
  return {
    records: parts.store(world),
    engine,
    clock: systemClock,
    random: systemRandom,
    recorder: await recorderOf(parts, world),
    trust: async () => readTrustStore({ ...readTrustFolder(world.trust.dir), crls: [] }),
    revokedSince: async (certificate) =>
      unwrap(await documents.revocationOf(certificate, world.trust.dir)).revokedSince,
    documents,
    files: nodeFiles,
    scans: scanFolder(join(world.home, 'store', 'approval-scans'), engine),
  };
}

/** One request as commands print it. */
export function printApproval(view: ApprovalView, json: boolean): void {
  if (json) return printJson({ ok: true, approval: view });
  const { request, state, items, problem } = view;
  const used = items.filter((item) => item.state === 'used').length;
  printLine(
    `${request.id}  ${STATE_WORDS[state]}  ${request.applicant}  ${request.purpose}  ${used}/${items.length}`,
  );
  if (problem !== null) printLine(`  ${problem.code} ${String(problem.details?.['rule'])}`);
}

const STATE_WORDS = {
  underReview: '待审批 under review',
  approved: '已同意 approved',
  rejected: '已驳回 rejected',
  withdrawn: '已撤回 withdrawn',
  expired: '已过期 expired',
  used: '已用完 used',
} as const;
