import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { resolve } from 'node:path';
import { handoverPorts } from '../../home/handover-ports.ts';
import { completeHandover } from '../../services/post-handover/complete-handover.ts';
import { handedKeys } from '../../services/post-handover/handed-keys.ts';
import { beginHandover, dropHandover, viewHandover } from '../../services/post-handover/post-handover.ts';
import { CodedError } from '../../shared/errors.ts';
import { type HandoverView, isHandedOver } from '../../shared/model/post-handover.ts';
import { unwrap } from '../../shared/result.ts';
import { handoverSheetTexts } from '../../shared/texts/handover-texts.ts';
import { collected, filled, jsonOption, languageOption, outOption } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { printJson, printLine, SIGNS } from '../print/printing.ts';
import { usage } from '../usage.ts';

/** `handover begin|show|complete|drop`: the handover of the post of a keeper of seals (岗位交接). */
export function handover(context: CommandContext): CommandUnknownOpts {
  return new Command('handover')
    .usage('<command>')
    .addCommand(handoverBegin(context))
    .addCommand(handoverShow(context))
    .addCommand(handoverComplete(context))
    .addCommand(handoverDrop(context))
    .addHelpText(
      'after',
      examples(
        'sealdesk handover begin --from 王小敏 --to 李小强 --witness 赵主任 --reason 岗位调整',
        'sealdesk pin change --token 1234567890',
        'sealdesk handover complete -o 交接清单.pdf',
      ),
    );
}

const DEFAULT_POST = '印章保管人';

function handoverBegin(context: CommandContext): CommandUnknownOpts {
  return new Command('begin')
    .description('开始岗位交接 begin: from now on changed PINs count')
    .requiredOption('--from <name>', '移交人 who leaves the post', filled)
    .requiredOption('--to <name>', '接收人 who takes it over', filled)
    .requiredOption('--witness <name>', '监交人 who watches and signs too', filled)
    .option('--post <name>', '岗位 the post', DEFAULT_POST)
    .option('--reason <text>', '交接原因 why', '')
    .option(
      '--token <serial>',
      '移交的 USB Key，可多次给出，默认为插着的全部 a key to hand over; may be given again; all that are plugged in by default',
      collected,
    )
    .addOption(jsonOption)
    .action(async ({ from, to, witness, post, reason, token, json }) => {
      const home = await context.home();
      const infos = (await home.listTokens()).tokens.map(({ info }) => info);
      const keys = handedKeys(token ?? null, infos);
      const view = unwrap(
        await beginHandover({ from, to, witness, post, reason, keys }, handoverPorts(home)),
      );
      print(view, json === true);
    });
}

function handoverShow(context: CommandContext): CommandUnknownOpts {
  return new Command('show')
    .description('查看进行中的交接 what is done and what is left')
    .addOption(jsonOption)
    .action(async ({ json }) => {
      const view = unwrap(await viewHandover(handoverPorts(await context.home())));
      if (view === null) throw new CodedError('HANDOVER_NOT_BEGUN', 'none');
      print(view, json === true);
    });
}

function handoverComplete(context: CommandContext): CommandUnknownOpts {
  return new Command('complete')
    .description('办结，写出交接清单 complete: write the list that three people sign')
    .addOption(outOption)
    .option(
      '--remark <serial=text>',
      '没有归还或没有改口令的 Key 的说明，可多次给出 why a key is left as it is; may be given again',
      collected,
    )
    .addOption(languageOption)
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples(
        'sealdesk handover complete -o 交接清单.pdf',
        'sealdesk handover complete -o 交接清单.html --remark 1234567890=口令须向平台申请修改',
      ),
    )
    .action(async ({ out, remark, language, json }) => {
      const ports = handoverPorts(await context.home());
      const remarks = Object.fromEntries((remark ?? []).map(remarkOf));
      const completed = unwrap(await completeHandover({ remarks, path: resolve(out), language }, ports));
      if (json) printJson({ ok: true, ...completed });
      else printLine(`已办结岗位交接 handover completed: ${completed.number} ${completed.files.join(' ')}`);
    });
}

function remarkOf(text: string): readonly [serial: string, remark: string] {
  const at = text.indexOf('=');
  if (at < 1) throw usage('--remark 写作 序列号=说明', '--remark is written as SERIAL=TEXT');
  return [text.slice(0, at), text.slice(at + 1)];
}

function handoverDrop(context: CommandContext): CommandUnknownOpts {
  return new Command('drop')
    .description('取消进行中的交接 drop the one that is under way')
    .addOption(jsonOption)
    .action(async ({ json }) => {
      unwrap(await dropHandover(handoverPorts(await context.home())));
      if (json) printJson({ ok: true });
      else printLine('已取消岗位交接 handover dropped');
    });
}

const { 'zh-CN': zh, en } = handoverSheetTexts;

function print(view: HandoverView, json: boolean): void {
  if (json) return printJson({ ok: true, ...view });
  const { handover: begun, keys, presets, approvals, registerSize } = view;
  printLine(`${begun.number} ${begun.post}`);
  printLine(`移交人 from ${begun.from}，接收人 to ${begun.to}，监交人 witness ${begun.witness}`);
  for (const key of keys) {
    const taken = key.takenBy === null ? '已归还 returned' : `未归还 with ${key.takenBy}`;
    const pin = key.pinChangedAt === null ? '口令未修改 PIN not changed' : '口令已修改 PIN changed';
    printLine(`${isHandedOver(key) ? SIGNS.good : '○'} ${key.label} ${key.serial}  ${taken}  ${pin}`);
  }
  printLine(`预设 presets: ${presets.length}`);
  printLine(`未完结的用印申请 open requests: ${approvals.length}`);
  for (const { number, purpose, standing } of approvals) {
    printLine(`  ${number}  ${purpose}  ${zh.standings[standing]} ${en.standings[standing]}`);
  }
  printLine(`台账 register: ${registerSize}`);
}
