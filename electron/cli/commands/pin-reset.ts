import { usage } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import { pinResetApply } from './pin-reset-apply.ts';
import { pinResetRequest } from './pin-reset-request.ts';
import { pinResetStatus } from './pin-reset-status.ts';
import { pinResetWithdraw } from './pin-reset-withdraw.ts';

type Action = (args: readonly string[], context: CommandContext) => Promise<ExitStatus>;

const ACTIONS: Readonly<Record<string, Action>> = {
  request: pinResetRequest,
  status: pinResetStatus,
  apply: pinResetApply,
  withdraw: pinResetWithdraw,
};

/** `pin-reset request|status|apply|withdraw …`: applications for a PIN reset (保护口令重置). */
export function pinReset(
  [name = '', ...args]: readonly string[],
  context: CommandContext,
): Promise<ExitStatus> {
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action === undefined) throw usage(`pin-reset takes one of ${Object.keys(ACTIONS).join(', ')}`);
  return action(args, context);
}
