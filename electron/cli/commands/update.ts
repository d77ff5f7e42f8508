import { resolve } from 'node:path';
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Updates } from '../../services/updates/updates.ts';
import type { UpdateView } from '../../shared/model/update.ts';
import { type Result, unwrap } from '../../shared/result.ts';
import { jsonOption } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { printJson, printLine } from '../print/printing.ts';

/** `update check|download|import`: new versions of the program, checked and kept, and installed by nobody but a person. */
export function update(context: CommandContext): CommandUnknownOpts {
  const run = async (json: boolean | undefined, ask: (updates: Updates) => Promise<Result<UpdateView>>) => {
    const view = unwrap(await ask(await (await context.openHome()).updates()));
    if (json === true) printJson({ ok: true, ...view });
    else printUpdate(view);
  };
  return new Command('update')
    .addHelpText(
      'after',
      examples(
        'sealdesk update check',
        'sealdesk update download',
        'sealdesk update import /media/usb/sealdesk-updates',
      ),
    )
    .addCommand(
      new Command('check')
        .description('检查有没有新版本 look for a newer version')
        .addOption(jsonOption)
        .action(({ json }) => run(json, (updates) => updates.check())),
    )
    .addCommand(
      new Command('download')
        .description('下载新版本的安装包并核验 fetch and check the package of a newer version')
        .addOption(jsonOption)
        .action(({ json }) => run(json, (updates) => updates.download())),
    )
    .addCommand(
      new Command('import')
        .description('从更新包取新版本（封闭网络） take a newer version from a bundle, in a closed network')
        .argument('<folder>', '更新包文件夹 folder of the bundle')
        .addOption(jsonOption)
        .action((folder, { json }) => run(json, (updates) => updates.import(resolve(folder)))),
    );
}

function printUpdate({ current, found, isLater, kept }: UpdateView): void {
  printLine(`当前版本 this version: ${current}`);
  if (found === null) {
    printLine(
      isLater
        ? '新版本正在分批发布，还没有轮到这台电脑 a newer version goes out step by step and is not for this computer yet'
        : '已是最新版本 this is the newest version',
    );
    return;
  }
  printLine(
    `新版本 newer version: ${found.version}  ${found.publishedAt.slice(0, 10)}  ${found.file}  ${found.size}`,
  );
  printLine(`  ${found.news['zh-CN']}`);
  printLine(`  ${found.news.en}`);
  if (kept === null) printLine('下载：sealdesk update download');
  else printLine(`安装包已核验，请自行安装 the package was checked; install it yourself: ${kept}`);
}
