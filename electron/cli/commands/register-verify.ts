import { registerStore } from '../../adapters/store/register-store.ts';
import { auditStore } from '../../services/register/read-register.ts';
import { auditTexts } from '../../shared/texts/audit-texts.ts';
import { noPositionals, parseCommand } from '../arguments.ts';
import type { Composition } from '../composition.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printJson, printLine } from '../printing.ts';
import { unwrap } from '../unwrap.ts';

/** `register verify [--json]`: whether the whole register is as it was written; exit status 0 or 1. */
export async function registerVerify(args: readonly string[], parts: Composition): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, { json: { type: 'boolean' } });
  noPositionals(positionals, 'register verify');
  const store = registerStore(parts.store(unwrap(await parts.world())));
  const audit = unwrap(await auditStore(store, await parts.engine()));
  if (values.json === true) printJson(audit);
  else for (const language of ['zh-CN', 'en'] as const) printLine(auditTexts[language].result(audit));
  return audit.sound ? EXIT.done : EXIT.invalid;
}
