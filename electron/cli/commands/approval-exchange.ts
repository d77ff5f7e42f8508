import { documentsBeside, readRequestFile, writeRequestFile } from '../../adapters/files/approval-files.ts';
import { exportRequest, importRequest } from '../../services/approvals/exchange-file.ts';
import { printApproval } from '../approvals.ts';
import { oneFile, parseCommand, usage } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printJson, printLine } from '../printing.ts';
import { unwrap } from '../../shared/result.ts';

const EXPORT_OPTIONS = { out: { type: 'string', short: 'o' }, json: { type: 'boolean' } } as const;

/** `approval export ID -o FILE`: a request file, with the signed decision where there is one. */
export async function approvalExport(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, EXPORT_OPTIONS);
  const id = oneFile(positionals, 'number of a request');
  const { out } = values;
  if (out === undefined || out === '') throw usage('-o FILE is needed');
  const approvals = (await context.home()).approvals;
  writeRequestFile(out, unwrap(await exportRequest(id, approvals)), false);
  if (values.json === true) printJson({ ok: true, output: out });
  else printLine(`已导出 exported: ${out}`);
  return EXIT.done;
}

/** `approval import FILE`: takes in a request or its decision; documents are looked for beside the file. */
export async function approvalImport(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, { json: { type: 'boolean' } });
  const path = oneFile(positionals, 'request file');
  const bytes = readRequestFile(path);
  const approvals = (await context.home()).approvals;
  const imported = await importRequest(bytes, (request) => documentsBeside(path, request), approvals);
  printApproval(unwrap(imported), values.json === true);
  return EXIT.done;
}
