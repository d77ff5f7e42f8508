import { resolve } from 'node:path';
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { openAudit } from '../../home/open-audit.ts';
import type { AuditView, ExportedFindings } from '../../shared/model/audit-view.ts';
import { auditTexts } from '../../shared/texts/audit-texts.ts';
import { jsonOption } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT } from '../end/exit-status.ts';
import { examples } from '../help.ts';
import { printAudit } from '../print/print-audit.ts';
import { printJson, printLine } from '../print/printing.ts';
import { tellEntries, withProgress } from '../print/show-progress.ts';

/**
 * `audit <source>`: reads a home or a copy of one, a backup of its register, or an exported register, without a key, without
 * the network, and without writing in it. The exit status is 1 when the register is not as it was written, or an export
 * has gaps.
 */
export function audit(context: CommandContext): CommandUnknownOpts {
  return new Command('audit')
    .argument(
      '<source>',
      '数据目录或其副本、台账备份、导出的台账（JSON） a home or a copy of one, a backup, or an export in JSON',
    )
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples(
        'sealdesk audit /mnt/audit/sealdesk',
        'sealdesk audit register-2026-12.backup',
        'sealdesk audit 导出的台账.json --json',
      ),
    )
    .action(async (source, { json }) => {
      const opened = await withProgress({ what: '正在审查 auditing', json }, async (tell) => {
        const open = (folder: string) => context.homeIn(folder);
        const audited = await openAudit(resolve(source), open, tellEntries(tell));
        await audited.close();
        return audited;
      });
      const { view } = opened;
      if (json === true) printJson(view);
      else printView(view);
      if (!isWhole(view)) context.endWith(EXIT.invalid);
    });
}

const isWhole = ({ register, exported }: AuditView): boolean =>
  (register === null || register.sound) &&
  (exported === null || (exported.missingCount === 0 && !exported.repeats));

function printView(view: AuditView): void {
  const { register, exported, acts, from, to, lossReports, applications, statements } = view;
  if (register !== null) printAudit(register);
  if (exported !== null) printExported(exported);
  printLine(`台账 register: ${from ?? '–'} … ${to ?? '–'}`);
  for (const [act, { done, failed }] of Object.entries(acts)) {
    printLine(`  ${act}: ${done} 成 done, ${failed} 未成 failed`);
  }
  if (exported !== null) return;
  printLine(`挂失 loss reports: ${lossReports.length}`);
  for (const { number, seal, at, state, what } of lossReports) {
    printLine(`  ${number}  ${seal}  ${at}  ${state}  ${what}`);
  }
  printLine(`申请 applications: ${applications.length}`);
  for (const { number, what, seal, at, state } of applications) {
    printLine(`  ${number}  ${what}  ${seal}  ${at}  ${state}`);
  }
  printLine(`平台声明 statements of platforms: ${statements.length}`);
  for (const { platform, what, content, states, asOf } of statements) {
    const named = states.map(
      (state) => `${auditTexts['zh-CN'].states[state]} ${auditTexts.en.states[state]}`,
    );
    printLine(`  ${[platform, what, content, ...named, asOf].join('  ')}`);
  }
}

function printExported(findings: ExportedFindings): void {
  for (const language of ['zh-CN', 'en'] as const) {
    for (const line of auditTexts[language].exported(findings)) printLine(line);
  }
}
