import { auditStore } from '../../services/register/read-register.ts';
import type { RegisterAudit } from '../../shared/model/register.ts';
import { auditTexts } from '../../shared/texts/audit-texts.ts';
import { noPositionals, parseCommand } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printJson, printLine } from '../printing.ts';
import { unwrap } from '../../shared/result.ts';

/** `register verify [--json]`: whether the whole register is as it was written; exit status 0 or 1. */
export async function registerVerify(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, { json: { type: 'boolean' } });
  noPositionals(positionals, 'register verify');
  const home = await context.home();
  const audit = unwrap(await auditStore(home, home.auditTrust()));
  if (values.json === true) printJson(audit);
  else report(audit);
  return audit.sound ? EXIT.done : EXIT.invalid;
}

function report(audit: RegisterAudit): void {
  for (const language of ['zh-CN', 'en'] as const) {
    const texts = auditTexts[language];
    for (const line of [texts.result(audit), ...texts.signers(audit), texts.protection(audit)]) {
      if (line !== '') printLine(line);
    }
  }
}
