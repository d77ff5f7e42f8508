import { withdrawLoss } from '../../services/seal-life/report-loss.ts';
import { oneFile, parseCommand } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printJson } from '../printing.ts';
import { followSealLife, needed } from '../seal-life.ts';
import { withoutSecret } from '../../services/seal-life/loss-reports.ts';
import { unwrap } from '../../shared/result.ts';
import { printLoss } from './loss-list.ts';

const OPTIONS = { reason: { type: 'string' }, json: { type: 'boolean' } } as const;

/** `loss withdraw NUMBER --reason TEXT`: where the rules know it; the seal stays stopped until it is approved. */
export async function lossWithdraw(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  const number = oneFile(positionals, 'number of a loss report');
  const reason = needed('reason', values.reason);
  const ports = await (await context.home()).sealLife();
  const asked = unwrap(await withdrawLoss(number, reason, ports));
  await followSealLife(ports);
  const kept = await ports.reports.find(asked.id);
  const report = kept === null ? asked : withoutSecret(kept);
  if (values.json === true) printJson({ ok: true, report });
  else printLoss(report);
  return EXIT.done;
}
