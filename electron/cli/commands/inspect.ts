import { systemClock } from '../../adapters/system.ts';
import { nodeFiles } from '../../adapters/files/node-files.ts';
import { readTrustFolder } from '../../adapters/files/trust-folder.ts';
import { inspectFile } from '../../services/documents/verify-document.ts';
import type { Inspection } from '../../shared/model/inspection.ts';
import { reasonTexts } from '../../shared/texts/check-texts.ts';
import { instantOf, oneFile, parseCommand } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printJson, printLine } from '../printing.ts';
import { unwrap } from '../../shared/result.ts';

const OPTIONS = {
  json: { type: 'boolean' },
  trust: { type: 'string' },
  at: { type: 'string' },
} as const;

const MARKS = { pass: '✔', fail: '✘', unknown: '?', skipped: '–' } as const;

/** `inspect FILE`: what a seal, a bare signature value, a certificate or a list holds, and its checks. */
export async function inspect(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  const path = oneFile(positionals, 'file');
  const now = values.at === undefined ? systemClock.now() : new Date(instantOf(values.at));
  const trust = readTrustFolder(values.trust ?? (await context.home()).trustFolder);
  const file = nodeFiles.open(path);
  try {
    const inspection = unwrap(await inspectFile(file, path, { engine: await context.engine(), now, trust }));
    if (values.json === true) printJson(inspection);
    else print(inspection);
  } finally {
    file.close();
  }
  return EXIT.done;
}

function print({ file, type, checks, ...content }: Inspection): void {
  printLine(`${file}: ${type}`);
  printLine(JSON.stringify(content, null, 2));
  for (const { name, result, code } of checks) {
    const { 'zh-CN': zh, en } = reasonTexts[code];
    printLine(`  ${MARKS[result]} ${name}: ${zh} / ${en} [${code}]`);
  }
}
