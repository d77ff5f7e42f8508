import type { RegisterAudit } from '../../shared/model/register.ts';
import { auditTexts } from '../../shared/texts/audit-texts.ts';
import { printLine } from './printing.ts';

/** Prints whether the register is as it was written, in both languages. */
export function printAudit(audit: RegisterAudit): void {
  for (const language of ['zh-CN', 'en'] as const) {
    const texts = auditTexts[language];
    for (const line of [
      texts.result(audit),
      ...texts.signers(audit),
      ...texts.places(audit),
      texts.protection(audit),
    ]) {
      if (line !== '') printLine(line);
    }
  }
}
