import { nodeFiles } from '../../adapters/files/node-files.ts';
import { exportRegister, type ExportFormat } from '../../services/register/export-register.ts';
import { listRegister } from '../../services/register/read-register.ts';
import { noPositionals, parseCommand, usage } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printLine } from '../printing.ts';
import { unwrap } from '../../shared/result.ts';

/** Who seals what for whom is not for other users of the computer. */
const OWNER_ONLY = 0o600;

const OPTIONS = { out: { type: 'string', short: 'o' }, format: { type: 'string' } } as const;

/** `register export -o FILE [--format csv|json]`: every entry, newest first; no file is replaced. */
export async function registerExport(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  noPositionals(positionals, 'register export');
  const { out, format = 'csv' } = values;
  if (out === undefined || out === '') throw usage('-o FILE is needed');
  const store = (await context.home()).register;
  const { entries } = unwrap(await listRegister({}, store));
  const draft = nodeFiles.createDraft(out, OWNER_ONLY);
  try {
    draft.write(exportRegister(entries, formatOf(format)));
    draft.publish();
  } finally {
    draft.discard();
  }
  printLine(`已导出 ${entries.length} 条用印记录 exported: ${out}`);
  return EXIT.done;
}

function formatOf(text: string): ExportFormat {
  if (text !== 'csv' && text !== 'json') throw usage('--format takes "csv" or "json"');
  return text;
}
