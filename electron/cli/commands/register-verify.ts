import { auditTrust } from '../../adapters/documents/home-evidence.ts';
import { auditStore } from '../../services/register/read-register.ts';
import type { RegisterAudit } from '../../shared/model/register.ts';
import { auditTexts } from '../../shared/texts/audit-texts.ts';
import { noPositionals, parseCommand } from '../arguments.ts';
import type { Composition } from '../composition.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printJson, printLine } from '../printing.ts';
import { unwrap } from '../../shared/result.ts';

/** `register verify [--json]`: whether the whole register is as it was written; exit status 0 or 1. */
export async function registerVerify(args: readonly string[], parts: Composition): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, { json: { type: 'boolean' } });
  noPositionals(positionals, 'register verify');
  const world = unwrap(await parts.world());
  const client = parts.store(world);
  const kept = { register: client, records: client };
  const trust = auditTrust(world.home, world.trust.dir, await parts.engine());
  const audit = unwrap(await auditStore(kept, trust));
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
