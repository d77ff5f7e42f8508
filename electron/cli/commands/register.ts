import { usage } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import { registerExport } from './register-export.ts';
import { registerReturn, registerTake } from './register-handover.ts';
import { registerList } from './register-list.ts';
import { registerNewId } from './register-new-id.ts';
import { registerProof } from './register-proof.ts';
import { registerVerifyProof } from './register-verify-proof.ts';
import { registerVerify } from './register-verify.ts';
import { registerVoid } from './register-void.ts';

type Action = (args: readonly string[], context: CommandContext) => Promise<ExitStatus>;

const ACTIONS: Readonly<Record<string, Action>> = {
  list: registerList,
  verify: registerVerify,
  export: registerExport,
  void: registerVoid,
  take: registerTake,
  return: registerReturn,
  proof: registerProof,
  'new-id': registerNewId,
  'verify-proof': registerVerifyProof,
};

/** `register list|verify|export|void|take|return|proof|verify-proof|new-id …`: the register of seal uses (用印台账). */
export function register(
  [name = '', ...args]: readonly string[],
  context: CommandContext,
): Promise<ExitStatus> {
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action === undefined) throw usage(`register takes one of: ${Object.keys(ACTIONS).join(', ')}`);
  return action(args, context);
}
