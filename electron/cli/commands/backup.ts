import { resolve } from 'node:path';
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { StoreRestore } from '../../adapters/store/register-database.ts';
import type { Home } from '../../home/home.ts';
import { renewIdentity } from '../../services/register/renew-register.ts';
import { unwrap } from '../../shared/result.ts';
import { jsonOption, needed } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { printJson, printLine } from '../print/printing.ts';
import { withProgress } from '../print/show-progress.ts';

/** `backup <file>`: a checked copy of the register's database, made while others may write to it. */
export function backup(context: CommandContext): CommandUnknownOpts {
  return new Command('backup')
    .argument('<file>', '备份文件，不覆盖 file to write; none is replaced')
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk backup register-2026-12.backup'))
    .action(async (path, { json }) => {
      const file = resolve(path);
      const { store } = await context.home();
      const { entries } = await withProgress({ what: '正在备份 backing up', json }, (tell) =>
        store.backup(file, (done, total) => tell({ done, total, unit: 'bytes' })),
      );
      if (json) printJson({ ok: true, file, entries });
      else printLine(`已备份 ${entries} 条用印记录：${file}`);
    });
}

/**
 * `restore <file>`: a backup takes the register's place once it is found sound. What the present register has beyond it is
 * kept, unless a person says otherwise with a reason, which goes on record.
 */
export function restore(context: CommandContext): CommandUnknownOpts {
  return new Command('restore')
    .argument('<file>', '备份文件；原台账另存 backup; the present register is set aside')
    .option('--shorten', '舍弃备份之后的记录 drop the entries that were made after the backup', false)
    .option('--reason <text>', '舍弃的原因，记入台账 why they are dropped, for the register')
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples(
        'sealdesk restore register-2026-12.backup',
        'sealdesk restore register-2026-12.backup --shorten --reason 备份之后的记录为测试',
      ),
    )
    .action(async (path, { shorten, reason, json }) => {
      const why = shorten ? needed('reason', reason) : null;
      const file = resolve(path);
      const home = await context.home();
      const before = await home.store.size();
      const restored = await withProgress({ what: '正在恢复 restoring', json }, () =>
        home.store.restore(file, { shorten }),
      );
      const isShorter = restored.entries < before;
      if (why !== null && isShorter) await recordShortening(why, before, restored, home);
      if (json) printJson({ ok: true, file, before, ...restored });
      else printRestored(before, restored);
    });
}

/** The register goes on under another id, since it no longer continues what platforms have confirmed. */
async function recordShortening(
  reason: string,
  before: number,
  { entries }: StoreRestore,
  { recording, records, random }: Home,
): Promise<void> {
  const said = `${reason}（恢复备份：${entries} 条，原有 ${before} 条 restored ${entries} of ${before} entries）`;
  unwrap(await renewIdentity(said, { ...recording, records, random }));
}

function printRestored(before: number, { entries, backup, carried, setAside }: StoreRestore): void {
  printLine(`已恢复备份（${backup} 条用印记录），原台账保存在 ${setAside}`);
  printLine(`从原台账补回 ${carried.entries} 条 entries kept from the present register: ${carried.entries}`);
  printLine(`现有 ${entries} 条，原有 ${before} 条 entries now: ${entries} of ${before}`);
  const { differsAt } = carried;
  if (differsAt !== null) {
    const number = differsAt + 1;
    printLine(`原台账从第 ${number} 条起与备份不同 the present register differs from No. ${number} on`);
  }
}
