import { systemRandom } from '../../adapters/system.ts';
import { renewIdentity } from '../../services/register/register-identity.ts';
import { noPositionals, parseCommand, usage } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printJson, printLine } from '../printing.ts';
import { unwrap } from '../../shared/result.ts';

const OPTIONS = { reason: { type: 'string' }, json: { type: 'boolean' } } as const;

/** `register new-id --reason TEXT`: goes on under another id after an older backup was restored. */
export async function registerNewId(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  noPositionals(positionals, 'register new-id');
  const reason = values.reason?.trim() ?? '';
  if (reason === '') throw usage('--reason TEXT is needed');
  const { recording, records } = await context.home();
  const { entry } = unwrap(await renewIdentity(reason, { ...recording, records, random: systemRandom }));
  if (values.json === true) printJson({ ok: true, former: entry.reference });
  else printLine(`台账已另立编号 new id; 原编号 former: ${entry.reference ?? ''}`);
  return EXIT.done;
}
