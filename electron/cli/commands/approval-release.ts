import { releaseItem } from '../../services/approvals/approved-use.ts';
import { printApproval } from '../approvals.ts';
import { oneFile, parseCommand, usage } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { unwrap } from '../../shared/result.ts';

const OPTIONS = { item: { type: 'string' }, reason: { type: 'string' }, json: { type: 'boolean' } } as const;

/** `approval release ID --item N --reason TEXT`: opens an item again whose sealing was cut off. */
export async function approvalRelease(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  const id = oneFile(positionals, 'number of a request');
  const { item = '', reason = '' } = values;
  if (!/^[1-9]\d{0,2}$/.test(item)) throw usage(`--item takes a number from 1, not "${item}"`);
  if (reason.trim() === '') throw usage('--reason TEXT is needed');
  const approvals = (await context.home()).approvals;
  const released = await releaseItem(id, Number(item) - 1, reason.trim(), approvals);
  printApproval(unwrap(released), values.json === true);
  return EXIT.done;
}
