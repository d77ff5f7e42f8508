import { decideRequest } from '../../services/approvals/decide-request.ts';
import { printApproval } from '../approvals.ts';
import { KEY_OPTIONS, withApproverKey } from '../approver-key.ts';
import { oneFile, parseCommand, usage } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { unwrap } from '../../shared/result.ts';

const OPTIONS = {
  ...KEY_OPTIONS,
  approve: { type: 'boolean' },
  reject: { type: 'boolean' },
  approver: { type: 'string' },
  comment: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** `approval decide ID --approve|--reject --approver NAME`: signed with the approver's key. */
export async function approvalDecide(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  const id = oneFile(positionals, 'number of a request');
  const { approve = false, reject = false, approver, comment = '' } = values;
  if (approve === reject) throw usage('give either --approve or --reject');
  if (approver === undefined || approver === '') throw usage('--approver NAME is needed');
  const home = await context.home();
  const said = { outcome: approve ? ('approved' as const) : ('rejected' as const), approver, comment };
  const decided = await withApproverKey(values, home, (signer) =>
    decideRequest(id, said, signer, home.approvals),
  );
  printApproval(unwrap(decided), values.json === true);
  return EXIT.done;
}
