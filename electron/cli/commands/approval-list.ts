import { listApprovals } from '../../services/approvals/view-approval.ts';
import { approvalPartsOf, printApproval } from '../approvals.ts';
import { noPositionals, parseCommand } from '../arguments.ts';
import type { Composition } from '../composition.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printJson } from '../printing.ts';
import { unwrap } from '../../shared/result.ts';

/** `approval list`: every request on this computer, the latest first. */
export async function approvalList(args: readonly string[], parts: Composition): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, { json: { type: 'boolean' } });
  noPositionals(positionals, 'approval list');
  const views = await listApprovals(await approvalPartsOf(parts, unwrap(await parts.world())));
  for (const view of views) {
    if (values.json === true) printJson(view);
    else printApproval(view, false);
  }
  return EXIT.done;
}
