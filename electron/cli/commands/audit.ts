import { resolve } from 'node:path';
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { readingCopyOf } from '../../adapters/files/reading-copy.ts';
import type { Home } from '../../home/home.ts';
import { type AuditView, auditView } from '../../services/audit/audit-view.ts';
import { enterpriseStatusRecords } from '../../services/platform/enterprise-status.ts';
import { useStateRecords } from '../../services/platform/use-state.ts';
import { auditStore } from '../../services/register/read-register.ts';
import { applicationRecords } from '../../services/seal-life/applications.ts';
import { lossReportRecords } from '../../services/seal-life/loss-reports.ts';
import { unwrap } from '../../shared/result.ts';
import { jsonOption } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT } from '../exit-status.ts';
import { examples } from '../help.ts';
import { printAudit } from '../print-audit.ts';
import { printJson, printLine } from '../printing.ts';
import { withProgress } from '../show-progress.ts';

/** `audit <folder>`: reads a home, or a copy of one, without a key, without the network, and without writing in it. */
export function audit(context: CommandContext): CommandUnknownOpts {
  return new Command('audit')
    .argument('<folder>', '数据目录或其副本 a home, or a copy of one')
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk audit /mnt/audit/sealdesk', 'sealdesk audit 副本 --json'))
    .action(async (folder, { json }) => {
      const copy = readingCopyOf(resolve(folder));
      try {
        const home = await context.homeIn(copy.folder);
        const view = await withProgress({ what: '正在审查 auditing', json }, () => viewOf(home));
        await home.close();
        if (json === true) printJson(view);
        else printView(view);
        if (!view.register.sound) context.endWith(EXIT.invalid);
      } finally {
        copy.remove();
      }
    });
}

async function viewOf(home: Home): Promise<AuditView> {
  const { records, register, platformStore, bound } = home;
  const found = unwrap(await auditStore(home, await home.auditTrust()));
  return auditView(found, {
    ...{ register, lists: platformStore, world: () => bound.known() },
    reports: lossReportRecords(records),
    applications: applicationRecords(records),
    useStates: useStateRecords(records),
    enterprises: enterpriseStatusRecords(records),
  });
}

function printView({ register, acts, from, to, lossReports, applications, statements }: AuditView): void {
  printAudit(register);
  printLine(`台账 register: ${from ?? '–'} … ${to ?? '–'}`);
  for (const [act, { done, failed }] of Object.entries(acts)) {
    printLine(`  ${act}: ${done} 成 done, ${failed} 未成 failed`);
  }
  printLine(`挂失 loss reports: ${lossReports.length}`);
  for (const { number, seal, at, state, what } of lossReports) {
    printLine(`  ${number}  ${seal}  ${at}  ${state}  ${what}`);
  }
  printLine(`申请 applications: ${applications.length}`);
  for (const { number, what, seal, at, state } of applications) {
    printLine(`  ${number}  ${what}  ${seal}  ${at}  ${state}`);
  }
  printLine(`平台声明 statements of platforms: ${statements.length}`);
  for (const { platform, what, content, asOf } of statements) {
    printLine(`  ${platform}  ${what}  ${content}  ${asOf}`);
  }
}
