import { withoutSecret } from '../../services/seal-life/loss-reports.ts';
import { isStanding, reportNumber, type LossReport } from '../../shared/model/loss-report.ts';
import { noPositionals, parseCommand } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printJson, printLine } from '../printing.ts';

const OPTIONS = { json: { type: 'boolean' } } as const;

/** `loss list`: the reports made on this computer. */
export async function lossList(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  noPositionals(positionals, 'loss list');
  const ports = await (await context.home()).sealLife();
  const reports = (await ports.reports.all()).map(withoutSecret);
  for (const report of reports) {
    if (values.json === true) printJson(report);
    else printLoss(report);
  }
  return EXIT.done;
}

/** One report as commands print it. */
export function printLoss(report: LossReport): void {
  const { sealName, reportedAt, received, refused, withdrawal } = report;
  const standing = isStanding(report) ? '已停用 stopped' : '已恢复 restored';
  printLine(`${reportNumber(report)}  ${sealName}  ${standing}  登记 reported ${reportedAt}`);
  if (received !== null) printLine(`  送达平台 received ${received.receivedAt} · ${received.state}`);
  if (received === null && refused === null) printLine('  等待送达平台 waiting to be sent');
  if (refused !== null) printLine(`  平台没有受理 not taken by the platform: ${refused.title}`);
  if (withdrawal !== null) printLine(`  撤回 withdrawal: ${withdrawal.state}`);
}
