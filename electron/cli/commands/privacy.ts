import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { maskEnded } from '../../services/personal-data/mask-ended.ts';
import { PERSONAL_DATA, PERSONAL_DATA_KINDS } from '../../shared/model/personal-data.ts';
import { keptForText, personalDataTexts } from '../../shared/texts/personal-data-texts.ts';
import { jsonOption } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { printJson, printLine } from '../print/printing.ts';

/** `privacy list|mask`: what is kept of people, why, where and how long (个人信息保护法). */
export function privacy(context: CommandContext): CommandUnknownOpts {
  return new Command('privacy').addCommand(list()).addCommand(mask(context));
}

function list(): CommandUnknownOpts {
  return new Command('list')
    .description('保存了哪些个人信息、为什么、多久 what is kept of people, why and how long')
    .addOption(jsonOption)
    .action(({ json }) => {
      if (json === true) {
        return printJson(
          PERSONAL_DATA_KINDS.map((kind) => ({ kind, ...PERSONAL_DATA[kind], ...personalDataTexts[kind] })),
        );
      }
      for (const kind of PERSONAL_DATA_KINDS) {
        const { what, why } = personalDataTexts[kind];
        printLine(`${what['zh-CN']} ${what.en}`);
        printLine(`  ${why['zh-CN']} / ${why.en}`);
        printLine(`  ${keptForText(kind, 'zh-CN')} ${keptForText(kind, 'en')}  ${PERSONAL_DATA[kind].place}`);
      }
    });
}

function mask(context: CommandContext): CommandUnknownOpts {
  return new Command('mask')
    .description('隐去已过保存期限的姓名和联系方式 mask names and contacts whose time is over')
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk privacy mask'))
    .action(async ({ json }) => {
      const { records, clock } = await context.home();
      const count = await maskEnded(records, clock);
      if (json === true) printJson({ masked: count });
      else printLine(`已隐去 ${count} 条记录中的个人信息 masked in ${count} records`);
    });
}
