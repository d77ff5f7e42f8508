import { resolve } from 'node:path';
import { oneFile, parseCommand } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printJson, printLine } from '../printing.ts';

/** `restore FILE [--json]`: a backup takes the register's place once it is found sound. */
export async function restore(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, { json: { type: 'boolean' } });
  const file = resolve(oneFile(positionals, 'backup file'));
  const store = (await context.home()).store;
  const before = await store.size();
  const { entries, setAside } = await store.restore(file);
  if (values.json === true) printJson({ ok: true, file, entries, before, setAside });
  else printLine(`已恢复 ${entries} 条用印记录（原有 ${before} 条）；原台账保存在 ${setAside}`);
  return EXIT.done;
}
