import { usage } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import { approvalDecide } from './approval-decide.ts';
import { approvalExport, approvalImport } from './approval-exchange.ts';
import { approvalList } from './approval-list.ts';
import { approvalFetch, approvalSend } from './approval-platform.ts';
import { approvalPaper } from './approval-paper.ts';
import { approvalRelease } from './approval-release.ts';
import { approvalRequest } from './approval-request.ts';

type Action = (args: readonly string[], context: CommandContext) => Promise<ExitStatus>;

const ACTIONS: Readonly<Record<string, Action>> = {
  request: approvalRequest,
  list: approvalList,
  decide: approvalDecide,
  paper: approvalPaper,
  send: approvalSend,
  fetch: approvalFetch,
  export: approvalExport,
  import: approvalImport,
  release: approvalRelease,
};

/** `approval request|list|decide|paper|send|fetch|export|import|release …`: approvals of a seal's use (用印审批). */
export function approval(
  [name = '', ...args]: readonly string[],
  context: CommandContext,
): Promise<ExitStatus> {
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action === undefined) throw usage(`approval takes one of ${Object.keys(ACTIONS).join(', ')}`);
  return action(args, context);
}
