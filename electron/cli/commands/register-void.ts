import { recordVoid } from '../../services/register/record-by-hand.ts';
import { oneFile, parseCommand, usage } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printJson, printLine } from '../printing.ts';
import { sm3Named } from '../register-parts.ts';
import { unwrap } from '../../shared/result.ts';

const OPTIONS = { reason: { type: 'string' }, json: { type: 'boolean' } } as const;

/** `register void SM3|FILE --reason TEXT`: says that a file on record is void (作废). The file is not touched. */
export async function registerVoid(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  const named = oneFile(positionals, 'SM3 or file');
  const reason = values.reason?.trim() ?? '';
  if (reason === '') throw usage('--reason TEXT is needed');
  const { engine, recording } = await context.home();
  const sm3 = await sm3Named(named, engine);
  const { entry } = unwrap(await recordVoid({ sm3, reason }, recording));
  if (values.json === true) printJson({ ok: true, voids: sm3 });
  else printLine(`已登记作废 void: ${entry.document?.name ?? ''} ${sm3}`);
  return EXIT.done;
}
