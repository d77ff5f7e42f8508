import { recordReturn, recordTaking, type TokenHandover } from '../../services/register/record-by-hand.ts';
import { noPositionals, parseCommand, usage } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printJson, printLine } from '../printing.ts';
import { unwrap } from '../../shared/result.ts';

const OPTIONS = {
  token: { type: 'string' },
  user: { type: 'string' },
  purpose: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** `register take --token SERIAL --user NAME [--purpose TEXT]`: says who takes a shared key (领用). */
export async function registerTake(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { handover, json } = handoverOf(args, 'register take');
  const { recording } = await context.home();
  const { index } = unwrap(await recordTaking(handover, recording));
  report(`已登记领用 taken: ${handover.user} [${handover.tokenSerial}]`, index, json);
  return EXIT.done;
}

/** `register return --token SERIAL --user NAME`: says who brings a shared key back (归还). */
export async function registerReturn(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { handover, json } = handoverOf(args, 'register return');
  const { recording } = await context.home();
  const { index } = unwrap(await recordReturn(handover, recording));
  report(`已登记归还 returned: ${handover.user} [${handover.tokenSerial}]`, index, json);
  return EXIT.done;
}

function handoverOf(
  args: readonly string[],
  command: string,
): { readonly handover: TokenHandover; readonly json: boolean } {
  const { values, positionals } = parseCommand(args, OPTIONS);
  noPositionals(positionals, command);
  const { token = '', user = '', purpose = '' } = values;
  if (token === '' || user.trim() === '') throw usage('--token SERIAL and --user NAME are needed');
  return { handover: { tokenSerial: token, user: user.trim(), purpose }, json: values.json === true };
}

function report(text: string, index: number, json: boolean): void {
  if (json) printJson({ ok: true, number: index + 1 });
  else printLine(text);
}
