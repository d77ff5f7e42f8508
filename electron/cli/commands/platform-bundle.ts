import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { writeNewFile } from '../../adapters/files/node-files.ts';
import type { ImportedBundle } from '../../shared/model/offline-bundle.ts';
import { unwrap } from '../../shared/result.ts';
import { jsonOption, outOption } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { printJson, printLine } from '../print/printing.ts';
import { withProgress } from '../print/show-progress.ts';

/** Everything in a bundle is public. */
const READABLE_BY_ALL = 0o644;

/** `platform import-bundle <file>`: takes in an offline bundle (离线更新包) in place of a synchronisation. */
export function platformImportBundle(context: CommandContext): CommandUnknownOpts {
  return new Command('import-bundle')
    .description('在不联网的电脑上导入平台的离线更新包 take in an offline bundle where no network reaches')
    .argument('<file>', '离线更新包 the bundle')
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk platform import-bundle gd-seals.offline.zip'))
    .action(async (file, { json }) => {
      const home = await context.home();
      const importing = { what: '正在导入 taking in the bundle', json };
      const imported = unwrap(await withProgress(importing, () => home.importBundle(file)));
      if (json) printJson({ ok: true, imported });
      else importedLines(imported).forEach(printLine);
    });
}

function importedLines({
  name,
  platform,
  issuedAt,
  nextUpdate,
  isKnown,
  newEvents,
}: ImportedBundle): string[] {
  const outcome = isKnown ? '此前已导入 imported before' : '已导入 imported';
  return [
    `${name}  [${platform}]  ${outcome}  离线更新包，签发于 offline bundle, issued ${issuedAt}`,
    `  新的印章状态 new seal states ${newEvents}  下一更新包 next bundle by ${nextUpdate}`,
  ];
}

/** `platform fetch-bundle <id> -o <file>`: fetches an offline bundle for a computer in a closed network. */
export function platformFetchBundle(context: CommandContext): CommandUnknownOpts {
  return new Command('fetch-bundle')
    .description(
      '下载离线更新包，带给不联网的电脑 fetch an offline bundle for a computer that no network reaches',
    )
    .argument('<id>', '平台编号 id of the platform')
    .addOption(outOption)
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk platform fetch-bundle gd-seals -o gd-seals.offline.zip'))
    .action(async (id, { out, json }) => {
      const home = await context.home();
      const fetching = { what: '正在下载 fetching the bundle', json };
      const { bytes, issuedAt, nextUpdate } = unwrap(
        await withProgress(fetching, () => home.fetchBundle(id)),
      );
      writeNewFile(out, bytes, READABLE_BY_ALL);
      if (json) printJson({ ok: true, fetched: { platform: id, file: out, issuedAt, nextUpdate } });
      else printLine(`${out}  离线更新包，签发于 offline bundle, issued ${issuedAt}  ${bytes.length} B`);
    });
}
