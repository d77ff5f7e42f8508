import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { enterpriseRulesIn, layDownRules } from '../../services/sealing-gate/enterprise-rules.ts';
import {
  type EnterpriseRules,
  type EnterpriseRulesView,
  MOST_SEALING_HOURS,
} from '../../shared/model/enterprise-rules.ts';
import { unwrap } from '../../shared/result.ts';
import { jsonOption } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { printJson, printLine } from '../print/printing.ts';
import { usage } from '../usage.ts';

const declare = () =>
  new Command('enterprise')
    .description(
      '查看或改动本单位的用印规定 show or change what the enterprise demands beyond the regulation',
    )
    .option('--approval <on|off>', '盖章前须经审批 nothing is sealed without an approval', switchOf)
    .option('--four-eyes <on|off>', '申请、审批、保管分人 three people apply, approve and seal', switchOf)
    .option(
      '--claimed-approvals <on|off>',
      '审批须先在平台登记使用 no approval is used unless the platform has confirmed it',
      switchOf,
    )
    .option(
      '--sealing-hours <hours|off>',
      '离线盖章的最长小时数 hours for which sealing goes on without the platform',
      hoursOf,
    )
    .option(
      '--archive-stamp <on|off>',
      '每次盖章后加归档时间戳 an archive time stamp follows every sealing',
      switchOf,
    )
    .option('--reason <text>', '原因，放宽时必填 why; needed to make a rule looser', '')
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples(
        'sealdesk policy enterprise',
        'sealdesk policy enterprise --approval on --four-eyes on',
        'sealdesk policy enterprise --four-eyes off --reason 内控制度修订',
      ),
    );

/** `policy enterprise`: the enterprise's own rules. A change is an act on record. */
export function policyEnterprise(context: CommandContext): CommandUnknownOpts {
  return declare().action(async ({ json, reason, ...options }) => {
    const { register, recorder, administrated } = await context.home();
    const present = await enterpriseRulesIn(register, administrated);
    const wanted = changed(present.rules, options);
    const isChange = JSON.stringify(wanted) !== JSON.stringify(present.rules);
    const view = isChange
      ? unwrap(await layDownRules(wanted, reason, { register, recorder, administrated }))
      : present;
    if (json) printJson(view);
    else linesOf(view).forEach(printLine);
  });
}

type Wanted = Pick<
  ReturnType<ReturnType<typeof declare>['opts']>,
  'approval' | 'fourEyes' | 'claimedApprovals' | 'sealingHours' | 'archiveStamp'
>;

function changed(present: EnterpriseRules, wanted: Wanted): EnterpriseRules {
  const isArchived = wanted.archiveStamp ?? present.archiveStamp === true;
  return {
    approval: wanted.approval ?? present.approval,
    fourEyes: wanted.fourEyes ?? present.fourEyes,
    claimedApprovals: wanted.claimedApprovals ?? present.claimedApprovals,
    sealingHours: wanted.sealingHours === undefined ? present.sealingHours : wanted.sealingHours,
    ...(isArchived ? { archiveStamp: true } : {}),
  };
}

function switchOf(text: string): boolean {
  if (text === 'on' || text === 'off') return text === 'on';
  throw usage(`应为 on 或 off，而不是“${text}”`, `takes on or off, not "${text}"`);
}

function hoursOf(text: string): number | null {
  if (text === 'off') return null;
  const hours = /^[1-9]\d{0,3}$/.test(text) ? Number(text) : 0;
  if (hours >= 1 && hours <= MOST_SEALING_HOURS) return hours;
  throw usage(`应为小时数或 off，而不是“${text}”`, `takes a number of hours or off, not "${text}"`);
}

function linesOf({ rules, since }: EnterpriseRulesView): string[] {
  const word = (isOn: boolean): string => (isOn ? '是 on' : '否 off');
  return [
    `盖章前须经审批 approval: ${word(rules.approval)}`,
    `申请、审批、保管分人 four eyes: ${word(rules.fourEyes)}`,
    `审批须先在平台登记使用 claimed approvals: ${word(rules.claimedApprovals)}`,
    `离线盖章的最长小时数 sealing hours: ${rules.sealingHours ?? '按管理规定 as the regulation’s profile'}`,
    `每次盖章后加归档时间戳 archive stamp: ${word(rules.archiveStamp === true)}`,
    ...(since === null
      ? []
      : [`自 since ${since.time}  台账第 register no. ${since.index + 1}  ${since.reason ?? ''}`]),
  ];
}
