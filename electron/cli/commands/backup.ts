import { resolve } from 'node:path';
import { oneFile, parseCommand } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printJson, printLine } from '../printing.ts';

/** `backup FILE [--json]`: a checked copy of the register's database, made while others may write to it. */
export async function backup(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, { json: { type: 'boolean' } });
  const file = resolve(oneFile(positionals, 'backup file'));
  const store = (await context.home()).store;
  const { entries } = await store.backup(file);
  if (values.json === true) printJson({ ok: true, file, entries });
  else printLine(`已备份 ${entries} 条用印记录：${file}`);
  return EXIT.done;
}
