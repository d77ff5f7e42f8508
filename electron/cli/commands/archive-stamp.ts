import { resolve } from 'node:path';
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { archiveStamp as stamp } from '../../services/archive-stamp/archive-stamp.ts';
import type { ArchiveStamped } from '../../shared/model/archive-stamp.ts';
import { unwrap } from '../../shared/result.ts';
import { jsonOption, outOption } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { passwordEnvOption, withDocument } from '../ask/password-input.ts';
import { printJson, printLine } from '../print/printing.ts';
import { withProgress } from '../print/show-progress.ts';

/** `archive-stamp <file> -o <file>`: an archive time stamp (归档时间戳) over what the document rests on, in a new file. */
export function archiveStamp(context: CommandContext): CommandUnknownOpts {
  return new Command('archive-stamp')
    .argument('<file>', '已盖章的文件 sealed document')
    .addOption(outOption)
    .addOption(passwordEnvOption)
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples(
        'sealdesk archive-stamp sealed.pdf -o sealed_归档.pdf',
        'sealdesk archive-stamp sealed_归档.pdf -o sealed_归档2.pdf',
      ),
    )
    .action(async (file, { out, passwordEnv, json }) => {
      const home = await context.home();
      await withDocument(file, { passwordEnv }, async (document) => {
        const order = { document, outputPath: resolve(out) };
        const stamped = await withProgress({ what: '正在加时间戳 stamping', json }, async () =>
          stamp(order, await home.archiveStamps()),
        );
        report(unwrap(stamped), json === true);
      });
    });
}

function report(
  { path, size, sm3After: sm3, stampedAt, renewBy, missing }: ArchiveStamped,
  json: boolean,
): void {
  if (json) {
    printJson({ ok: true, output: path, size, sm3, stampedAt, renewBy, missing });
    return;
  }
  printLine(`已加归档时间戳 archive time stamp added: ${path}`);
  printLine(`  时间 time: ${stampedAt}`);
  if (renewBy !== null) printLine(`  应在此日前续加 to be stamped again by: ${renewBy.slice(0, 10)}`);
  for (const name of missing) {
    printLine(`  没有取得平台对此印章状态的声明 without a statement of the platform on the seal: ${name}`);
  }
}
