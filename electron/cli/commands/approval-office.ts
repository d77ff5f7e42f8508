import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { resultFolder } from '../../adapters/office-systems/office-folder.ts';
import type { Home } from '../../home/home.ts';
import { exchangeOffice, giveResultsBack } from '../../services/approvals/exchange-office.ts';
import { findApproval } from '../../services/approvals/approval-record.ts';
import { CodedError } from '../../shared/errors.ts';
import type { OfficeExchange, OfficeWay } from '../../shared/model/office-system.ts';
import { failure, type Result, success, unwrap } from '../../shared/result.ts';
import { jsonOption, notEmpty } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { statusOfError } from '../end/outcome-status.ts';
import { examples } from '../help.ts';
import { errorJson, printError, printJson, printLine } from '../print/printing.ts';
import { usage } from '../usage.ts';

const EVERY_SECONDS = 3;

/** `approval watch`: exchanges with the office systems' folder and address until it is ended, or once. */
export function approvalWatch(context: CommandContext): CommandUnknownOpts {
  return new Command('watch')
    .description(
      '与办公系统交换：取审批结果，送回盖章文件 exchange with office systems: take decisions in, bring sealed files back',
    )
    .option('--once', '只交换一次 exchange once and end')
    .option(
      '--every <seconds>',
      '间隔秒数，默认 3 seconds in between; 3 by default',
      secondsOf,
      EVERY_SECONDS,
    )
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk approval watch', 'sealdesk approval watch --once --json'))
    .action(async ({ once, every, json }) => {
      const home = await context.home();
      const { folder, call } = home.officeWays.read();
      if (folder === null && call === null) {
        throw new CodedError('OA_WAY_UNUSABLE', 'no folder and no address', { field: 'ways' });
      }
      for (;;) {
        const rounds = await exchanged(home);
        for (const { way, outcome } of rounds) {
          if (outcome.ok) report(way, outcome.value, json);
          else if (json) printJson({ way, ...errorJson(outcome.error) });
          else printError(outcome.error);
        }
        if (once) {
          const failed = rounds.flatMap(({ outcome }) => (outcome.ok ? [] : [outcome.error]))[0];
          const refused = rounds.flatMap(({ outcome }) => (outcome.ok ? outcome.value.refused : []))[0];
          const worst = failed ?? refused?.error;
          if (worst !== undefined) context.endWith(statusOfError(worst.code));
          return;
        }
        await setTimeout(every * 1000);
      }
    });
}

interface Round {
  readonly way: OfficeWay;
  readonly outcome: Result<OfficeExchange>;
}

/** One way that fails hinders no other. */
function exchanged({ officeWays, approvals }: Home): Promise<readonly Round[]> {
  return officeWays.withDoors(async (doors) => {
    const rounds: Round[] = [];
    for (const door of doors) rounds.push({ way: door.way, outcome: await exchangeOffice(door, approvals) });
    return rounds;
  });
}

function report(
  way: OfficeWay,
  { arrived, refused, returned }: OfficeExchange,
  json: true | undefined,
): void {
  if (json) return printJson({ way, ok: true, arrived, refused, returned });
  for (const id of arrived) printLine(`收到审批结果 taken in: ${id}`);
  for (const name of returned) printLine(`已送回 returned: ${name}`);
  for (const { name, error } of refused) {
    printLine(`未采用 not taken: ${name}`);
    printError(error);
  }
}

function secondsOf(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw usage(`--every 应为秒数，而不是“${text}”`, `--every takes a number of seconds, not "${text}"`);
}

/** `approval results`: writes the sealed files of an office system's approval and their signed results into a folder. */
export function approvalResults(context: CommandContext): CommandUnknownOpts {
  return new Command('results')
    .description(
      '写出盖章文件与签名的结果，交还办公系统 write sealed files and signed results, for the office system',
    )
    .argument('<id>', '申请编号 number of the request')
    .requiredOption('--to <folder>', '文件夹 folder', notEmpty)
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk approval results OA-0123456789ABCDEF --to 回传'))
    .action(async (id, { to, json }) => {
      const { approvals } = await context.home();
      await findApproval(id, approvals.records);
      const door = resultFolder(resolve(to), approvals.engine);
      const names = unwrap(nonEmpty(unwrap(await giveResultsBack(id, door, approvals)), id));
      if (json) printJson({ ok: true, returned: names });
      else for (const name of names) printLine(`已写出 written: ${name}`);
    });
}

function nonEmpty(names: readonly string[], approval: string): Result<readonly string[]> {
  return names.length > 0 ? success(names) : failure({ code: 'APPROVAL_NOT_FOUND', details: { approval } });
}
