import { resolve } from 'node:path';
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { jsonOption } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { printJson, printLine } from '../printing.ts';

/** `backup <file>`: a checked copy of the register's database, made while others may write to it. */
export function backup(context: CommandContext): CommandUnknownOpts {
  return new Command('backup')
    .argument('<file>', '备份文件，不覆盖 file to write; none is replaced')
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk backup register-2026-12.backup'))
    .action(async (path, { json }) => {
      const file = resolve(path);
      const { store } = await context.home();
      const { entries } = await store.backup(file);
      if (json) printJson({ ok: true, file, entries });
      else printLine(`已备份 ${entries} 条用印记录：${file}`);
    });
}

/** `restore <file>`: a backup takes the register's place once it is found sound. */
export function restore(context: CommandContext): CommandUnknownOpts {
  return new Command('restore')
    .argument('<file>', '备份文件；原台账另存 backup; the present register is set aside')
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk restore register-2026-12.backup'))
    .action(async (path, { json }) => {
      const file = resolve(path);
      const { store } = await context.home();
      const before = await store.size();
      const { entries, setAside } = await store.restore(file);
      if (json) printJson({ ok: true, file, entries, before, setAside });
      else printLine(`已恢复 ${entries} 条用印记录（原有 ${before} 条）；原台账保存在 ${setAside}`);
    });
}
