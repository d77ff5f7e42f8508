import { listRegister } from '../../services/register/read-register.ts';
import type { RegisteredEntry } from '../../shared/model/register.ts';
import { dayOf, noPositionals, parseCommand } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printJson, printLine } from '../printing.ts';
import { unwrap } from '../../shared/result.ts';

const OPTIONS = {
  search: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** `register list …`: the entries, newest first. */
export async function registerList(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  noPositionals(positionals, 'register list');
  const { search, from, to } = values;
  const query = {
    search,
    from: from === undefined ? undefined : dayOf('--from', from, 'start'),
    to: to === undefined ? undefined : dayOf('--to', to, 'end'),
  };
  const store = (await context.home()).register;
  const { entries, unreadable } = unwrap(await listRegister(query, store));
  if (values.json === true) for (const each of entries) printJson(each);
  else for (const each of entries) printLine(lineOf(each));
  if (unreadable.length > 0) {
    const places = unreadable.map((index) => index + 1).join(', ');
    process.stderr.write(`不能读取的记录 unreadable entries: ${places} (register verify)\n`);
  }
  return EXIT.done;
}

function lineOf({ index, entry }: RegisteredEntry): string {
  const { time, act, result, document, seal, tokenSerial, purpose, counterpart } = entry;
  const parts = [time, act, result, document?.name, seal?.name, tokenSerial, purpose, counterpart];
  return `${index + 1}  ${parts.filter((part) => part !== null && part !== undefined).join('  ')}`;
}
