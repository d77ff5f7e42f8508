import { withdrawReset } from '../../services/pin-reset/submit-reset.ts';
import { oneFile, parseCommand } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printReset, resetPortsOf } from '../pin-resets.ts';
import { printJson } from '../printing.ts';
import { unwrap } from '../../shared/result.ts';

const OPTIONS = { json: { type: 'boolean' } } as const;

/** `pin-reset withdraw NUMBER`: takes back an application that nobody has decided on. */
export async function pinResetWithdraw(
  args: readonly string[],
  context: CommandContext,
): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  const number = oneFile(positionals, 'application number');
  const ports = await resetPortsOf(await context.home());
  const application = unwrap(await withdrawReset(number, ports));
  if (values.json === true) printJson({ ok: true, application });
  else printReset(application);
  return EXIT.done;
}
