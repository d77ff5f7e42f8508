import { usage } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import { lossList } from './loss-list.ts';
import { lossReport } from './loss-report.ts';
import { lossWithdraw } from './loss-withdraw.ts';

type Action = (args: readonly string[], context: CommandContext) => Promise<ExitStatus>;

const ACTIONS: Readonly<Record<string, Action>> = {
  report: lossReport,
  withdraw: lossWithdraw,
  list: lossList,
};

/** `loss report|withdraw|list …`: lost seals (挂失), without key or PIN. */
export function loss([name = '', ...args]: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action === undefined) throw usage('loss takes "report", "withdraw" or "list"');
  return action(args, context);
}
