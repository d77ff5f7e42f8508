import { readReset } from '../../services/pin-reset/follow-reset.ts';
import { findReset, shownReset, type KeptReset } from '../../services/pin-reset/reset-records.ts';
import { nextStep } from '../../shared/model/pin-reset.ts';
import { parseCommand, usage } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printReset, resetPortsOf } from '../pin-resets.ts';
import { printJson, printLine } from '../printing.ts';
import { unwrap } from '../../shared/result.ts';

const OPTIONS = { json: { type: 'boolean' } } as const;

/** `pin-reset status [NUMBER]`: asks the platform what has become of one application, or of all. */
export async function pinResetStatus(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  const [number, ...more] = positionals;
  if (more.length > 0) throw usage('pin-reset status takes one number');
  const ports = await resetPortsOf(await context.home());
  const wanted = number === undefined ? await ports.resets.all() : [await findReset(number, ports)];
  const asked: KeptReset[] = [];
  for (const kept of wanted) {
    asked.push(nextStep(kept) === 'none' ? kept : unwrap(await readReset(kept, ports)));
  }
  const resets = asked.map(shownReset);
  if (values.json === true) printJson({ ok: true, applications: resets });
  else if (resets.length === 0) printLine('没有申请 no applications');
  else resets.forEach(printReset);
  return EXIT.done;
}
