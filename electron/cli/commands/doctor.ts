import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { privateFolders } from '../../adapters/tokens/module-examiner.ts';
import { redactReport } from '../../services/drivers/redact-report.ts';
import type { AppError } from '../../shared/errors.ts';
import type { DriverReport, ModuleReport, TokenFinding } from '../../shared/model/driver-report.ts';
import type { HealthReport } from '../../shared/model/health.ts';
import { errorTexts } from '../../shared/texts/error-texts.ts';
import type { CommandContext } from '../command-context.ts';
import { statusOfError } from '../end/outcome-status.ts';
import { examples } from '../help.ts';
import { printHealth } from '../print/print-health.ts';
import { printJson, printLine, SIGNS } from '../print/printing.ts';

/** `doctor`: examines drivers and keys, with `--all` the whole installation; `--json` leaves private data out. */
export function doctor(context: CommandContext): CommandUnknownOpts {
  return new Command('doctor')
    .option('--all', '检查整个安装：程序、台账、备份、平台、驱动 examine the whole installation', false)
    .option('--json', '输出 JSON，不含私人数据 print JSON, without private data')
    .addHelpText(
      'after',
      examples('sealdesk doctor', 'sealdesk doctor --all', 'sealdesk doctor --json > report.json'),
    )
    .action(async ({ all, json }) => {
      const home = await context.openHome();
      if (all) {
        const report = await home.health();
        if (json) printJson(withoutDetails(report));
        else printHealth(report);
        const bad = report.findings.find(({ state }) => state === 'bad')?.problems[0];
        if (bad !== undefined) context.endWith(statusOfError(bad.code));
        return;
      }
      const report = await home.diagnose();
      if (json) printJson(redactReport(report, privateFolders(home.folder)));
      else printReport(report);
      const [gravest] = report.findings;
      if (gravest !== undefined) context.endWith(statusOfError(gravest.code));
    });
}

/** Details of problems may name seals, people and folders. */
const withoutDetails = ({ madeAt, findings }: HealthReport): HealthReport => ({
  madeAt,
  findings: findings.map((finding) => ({
    ...finding,
    problems: finding.problems.map(({ code }) => ({ code })),
  })),
});

function printReport({ system, modules, findings, notes }: DriverReport): void {
  printLine(`系统 ${system.platform} ${system.architecture} ${system.bits} 位  驱动 ${modules.length} 个`);
  for (const module of modules) printModule(module);
  for (const error of findings) printAdvice('', error);
  for (const note of notes) printAdvice('', note, SIGNS.attention);
}

function printModule(module: ModuleReport): void {
  const { library } = module;
  const described = library === null ? '' : `  ${library.manufacturer} ${library.version}`;
  printLine(`${module.module}  ${module.product ?? ''}${described}  ${module.state}`);
  if (module.error !== null) printAdvice('  ', module.error);
  for (const { slot, description, state, error } of module.slots) {
    printLine(`  [${slot}] ${description}  ${state}`);
    if (error !== null && error !== module.error) printAdvice('    ', error);
  }
  for (const token of module.tokens) printToken(token);
}

function printToken(token: TokenFinding): void {
  const { slot, label, serial, manufacturer, state, profile } = token;
  printLine(`  [${slot}] ${label}  ${serial}  ${manufacturer}  ${state}  ${profile ?? '-'}`);
  for (const { subject, algorithm, notAfter, reason } of token.certificates) {
    printLine(`    证书 ${subject}  ${algorithm}  至 ${notAfter.slice(0, 10)}  ${reason ?? '可用'}`);
  }
  for (const obstacle of token.obstacles) printAdvice('    ', obstacle);
}

function printAdvice(indent: string, { code, details }: AppError, mark: string = SIGNS.bad): void {
  const { what, next } = errorTexts['zh-CN'][code];
  const facts = details === undefined ? '' : ` ${JSON.stringify(details)}`;
  printLine(`${indent}${mark} ${what} ${next} [${code}]${facts}`);
}
