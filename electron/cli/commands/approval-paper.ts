import { recordPaper } from '../../services/approvals/decide-request.ts';
import { printApproval } from '../approvals.ts';
import { oneFile, parseCommand, usage } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { unwrap } from '../../shared/result.ts';

const OPTIONS = {
  number: { type: 'string' },
  date: { type: 'string' },
  approver: { type: 'string' },
  scan: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** `approval paper ID --number NO --date DAY --approver NAME --scan FILE`: an approval that exists on paper. */
export async function approvalPaper(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  const id = oneFile(positionals, 'number of a request');
  const { number = '', date = '', approver = '', scan = '' } = values;
  if ([number, approver, scan].includes('')) throw usage('--number, --approver and --scan are needed');
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(date))) {
    throw usage(`--date takes a day such as 2026-12-01, not "${date}"`);
  }
  const { approvals, scans } = await context.home();
  const recorded = await recordPaper(id, { number, date, approver }, scan, scans, approvals);
  printApproval(unwrap(recorded), values.json === true);
  return EXIT.done;
}
