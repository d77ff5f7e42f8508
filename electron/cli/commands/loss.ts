import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Home, SealLifePorts } from '../../home/home.ts';
import { withoutSecret, sendLossReports } from '../../services/seal-life/loss-reports.ts';
import { refreshEnterprises } from '../../services/platform/enterprise-status.ts';
import { refreshApplications } from '../../services/seal-life/applications.ts';
import { authoriseLoss, sendLossCode } from '../../services/seal-life/authorise-loss.ts';
import { reportLoss, withdrawLoss } from '../../services/seal-life/report-loss.ts';
import { knownSeals } from '../../services/seal-life/known-seals.ts';
import {
  awaitsCode,
  isStanding,
  reportNumber,
  type LossReport,
  type KnownSeal,
  type LossState,
  type NamedSeal,
  sealsLeft,
} from '../../shared/model/loss-report.ts';
import { unwrap } from '../../shared/result.ts';
import { filled, instantOf, jsonOption, needed, personOf, roleOption, tokenOption } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { printEach, printJson, printLine } from '../print/printing.ts';
import { usage } from '../usage.ts';

/** `loss report|code|confirm|withdraw|list`: lost seals (挂失), without key or PIN. */
export function loss(context: CommandContext): CommandUnknownOpts {
  return new Command('loss')
    .addCommand(lossReport(context))
    .addCommand(lossCode(context))
    .addCommand(lossConfirm(context))
    .addCommand(lossWithdraw(context))
    .addCommand(lossList(context));
}

const declareReport = () =>
  new Command('report')
    .description('立即挂失印章，不需要 Key 和口令 stop a lost seal at once, without key or PIN')
    .requiredOption('--seal <esid|name>', '印章编号或名称 number or name of the seal', filled)
    .requiredOption('--name <name>', '挂失人姓名 name of the person who reports', filled)
    .addOption(roleOption)
    .requiredOption('--contact <text>', '联系方式 telephone or mail of that person', filled)
    .requiredOption('--what <text>', '情况说明 what happened', filled)
    .option('--lost-at <time>', '丢失时间，带时区 when it was lost, with the zone', (text) =>
      instantOf('--lost-at', text),
    )
    .option('--holder <name>', '本机未见过的印章的持有人 holder of a seal that this computer has not seen')
    .option('--holder-code <code>', '统一社会信用代码 unified social credit code of the holder')
    .addOption(tokenOption)
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples('sealdesk loss report --seal 合同专用章 --name 李四 --contact 13800000000 --what 钥匙包丢失'),
    );

type ReportOptions = ReturnType<ReturnType<typeof declareReport>['opts']>;

function lossReport(context: CommandContext): CommandUnknownOpts {
  return declareReport().action(async (options) => {
    const home = await context.home();
    const ports = await home.sealLife();
    const known = await knownHere(home, ports);
    const seal = lostSeal(options, known);
    const statement = {
      ...seal,
      reporter: personOf(options),
      what: options.what,
      lostAt: options.lostAt ?? null,
    };
    const reported = unwrap(await reportLoss(statement, ports));
    await followSealLife(ports);
    const report = (await ports.reports.find(reported.id)) ?? reported;
    const standing = new Set((await ports.reports.all()).filter(isStanding).map(({ esId }) => esId));
    const left = sealsLeft(known, [seal], standing).map(({ esId, sealName }) => ({ esId, sealName }));
    if (options.json) printJson({ ok: true, report: { ...report, secret: undefined }, left });
    else printReported(report, left);
  });
}

/** Every seal that this computer knows, whether or not its key is plugged in. */
async function knownHere(home: Home, ports: SealLifePorts): Promise<readonly KnownSeal[]> {
  const { tokens } = await home.listTokens();
  return knownSeals(
    tokens.map(({ info }) => info),
    [],
    ports,
  );
}

/** Names the other seals of the same key too: who has lost the key has lost all of them. */
function printReported(report: LossReport, left: readonly Pick<NamedSeal, 'esId' | 'sealName'>[]): void {
  printLoss(report);
  if (left.length === 0) return;
  printLine('  同一个 Key 里还有这些印章，继续可用；Key 丢失时请逐个挂失 on the same key and not stopped:');
  for (const { esId, sealName } of left) printLine(`    ${sealName}  ${esId ?? ''}`);
}

/** The seal that this computer knows by number or name, or else as the person describes it. */
function lostSeal(
  { seal: wanted, token, holder, holderCode }: ReportOptions,
  all: readonly KnownSeal[],
): NamedSeal {
  const known = all.filter(
    ({ esId, sealName, tokenSerial }) =>
      (esId === wanted || sealName === wanted) && (token === undefined || token === tokenSerial),
  );
  if (known.length > 1) {
    throw usage(
      `有多枚印章叫“${wanted}”，请用编号指定`,
      `several seals are called "${wanted}": name one by its number`,
    );
  }
  const [seal] = known;
  if (seal !== undefined) {
    const { esId, sealName, holderName, holderCode: code, tokenSerial } = seal;
    return { esId, sealName, holderName, holderCode: code, tokenSerial };
  }
  return {
    esId: null,
    sealName: wanted,
    holderName: needed('holder', holder),
    holderCode: holderCode ?? null,
    tokenSerial: token ?? null,
  };
}

function lossCode(context: CommandContext): CommandUnknownOpts {
  return new Command('code')
    .description('请平台发送验证码 have the platform send a one-time code to a contact on file')
    .argument('<number>', '挂失编号 number of the loss report')
    .requiredOption('--contact <id>', '联系方式的代号，见 loss list id of the contact, see loss list', filled)
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk loss code GS20261122-0001 --contact office'))
    .action(async (number, { contact, json }) => {
      const ports = await (await context.home()).sealLife();
      const report = unwrap(await sendLossCode(number, contact, ports));
      if (json) printJson({ ok: true, report });
      else printLoss(report);
    });
}

function lossConfirm(context: CommandContext): CommandUnknownOpts {
  return new Command('confirm')
    .description('用验证码核实挂失 authorise a report by the code, so that the platform takes it')
    .argument('<number>', '挂失编号 number of the loss report')
    .requiredOption('--code <digits>', '六位验证码 the six digits', filled)
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk loss confirm GS20261122-0001 --code 123456'))
    .action(async (number, { code, json }) => {
      if (!/^\d{6}$/.test(code)) throw usage('验证码是六位数字', 'a code has six digits');
      const ports = await (await context.home()).sealLife();
      const report = unwrap(await authoriseLoss(number, code, ports));
      if (json) printJson({ ok: true, report });
      else printLoss(report);
    });
}

function lossWithdraw(context: CommandContext): CommandUnknownOpts {
  return new Command('withdraw')
    .description('撤回挂失，批准前仍停用 withdraw a report; the seal stays stopped until approved')
    .argument('<number>', '挂失编号 number of the loss report')
    .requiredOption('--reason <text>', '撤回原因 why', filled)
    .addOption(jsonOption)
    .action(async (number, { reason, json }) => {
      const ports = await (await context.home()).sealLife();
      const asked = unwrap(await withdrawLoss(number, reason, ports));
      await followSealLife(ports);
      const kept = await ports.reports.find(asked.id);
      const report = kept === null ? asked : withoutSecret(kept);
      if (json) printJson({ ok: true, report });
      else printLoss(report);
    });
}

function lossList(context: CommandContext): CommandUnknownOpts {
  return new Command('list')
    .description('本机的挂失列表 reports made on this computer')
    .addOption(jsonOption)
    .action(async ({ json }) => {
      const ports = await (await context.home()).sealLife();
      const reports = (await ports.reports.all()).map(withoutSecret);
      printEach(reports, { json, print: printLoss, none: '没有挂失 no loss reports' });
    });
}

/** Sends the loss reports that wait and asks what became of the rest and of all applications. */
export async function followSealLife(ports: SealLifePorts): Promise<void> {
  await sendLossReports(ports);
  await refreshApplications(ports);
  await refreshEnterprises(ports.enterprises);
}

const PLATFORM_STATES: Readonly<Record<LossState, string>> = {
  unauthorised: '平台待核实 not yet authorised at the platform',
  received: '平台挂失申报中，尚未停用 received by the platform, not decided',
  inForce: '平台已停用 suspended by the platform',
  rejected: '平台已驳回 rejected by the platform',
  withdrawn: '已撤回 withdrawn',
};

/** Says how a report stands on this computer and at the platform, in one line. */
export function lossText(report: LossReport): string {
  const { received, refused } = report;
  const here = isStanding(report) ? '本机已停用 stopped here' : '已恢复 restored';
  const there =
    received === null
      ? refused === null
        ? '等待送达平台 waiting to be sent'
        : '平台没有受理 not taken by the platform'
      : PLATFORM_STATES[received.state];
  return `挂失 loss report ${reportNumber(report)}：${here}；${there}`;
}

/** Says how the report can be authorised: without that nothing follows from it at the platform. */
function printContacts(report: LossReport): void {
  const number = reportNumber(report);
  const { contacts, code } = report.received ?? { contacts: [], code: null };
  printLine(
    '  还须核实，平台才会受理；本机已停用 the platform takes it once it is authorised; it is stopped here',
  );
  for (const { id, masked } of contacts) {
    printLine(`  发送验证码到 ${masked}：sealdesk loss code ${number} --contact ${id}`);
  }
  if (code !== null) {
    printLine(
      `  已发送，${code.expiresAt} 前有效，还可试 ${code.triesLeft} 次：sealdesk loss confirm ${number} --code <digits>`,
    );
  }
  printLine('  收不到验证码：致电平台核实，再同步 no code: call the platform, then synchronise');
}

function printLoss(report: LossReport): void {
  const { sealName, reportedAt, received, refused, withdrawal } = report;
  printLine(`${sealName}  ${lossText(report)}`);
  printLine(`  登记 reported ${reportedAt}`);
  const receivedAt = received?.receivedAt ?? null;
  if (receivedAt !== null) printLine(`  平台收到 received ${receivedAt}`);
  if (awaitsCode(report)) printContacts(report);
  if (refused !== null) printLine(`  平台没有受理 not taken by the platform: ${refused.title}`);
  if (withdrawal !== null) printLine(`  撤回 withdrawal: ${withdrawal.state}`);
}
