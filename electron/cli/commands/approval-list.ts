import { listApprovals } from '../../services/approvals/view-approval.ts';
import { printApproval } from '../approvals.ts';
import { noPositionals, parseCommand } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printJson } from '../printing.ts';

/** `approval list`: every request on this computer, the latest first. */
export async function approvalList(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, { json: { type: 'boolean' } });
  noPositionals(positionals, 'approval list');
  const views = await listApprovals((await context.home()).approvals);
  for (const view of views) {
    if (values.json === true) printJson(view);
    else printApproval(view, false);
  }
  return EXIT.done;
}
