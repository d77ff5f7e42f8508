import { resolve } from 'node:path';
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { unwrap } from '../../shared/result.ts';
import { verdictTexts } from '../../shared/texts/verdict-texts.ts';
import { jsonOption, judgedAtOption, outOption, trustOption } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { printJson, printLine } from '../print/printing.ts';
import { SeenBytes, withProgress } from '../print/show-progress.ts';
import { verdictBasis } from './verify-evidence.ts';

/** `archive <file>`: a package of a document for the archive, with metadata and the four checks (四性检测). */
export function archive(context: CommandContext): CommandUnknownOpts {
  return new Command('archive')
    .argument('<file>', '已盖章的文件 sealed document')
    .addOption(outOption)
    .addOption(trustOption)
    .addOption(judgedAtOption)
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk archive sealed.pdf -o 归档.zip'))
    .action(async (file, { out, trust, at = null, json }) => {
      const { trustFolder, evidence } = await verdictBasis(context, trust, []);
      const packing = new SeenBytes();
      const exporter = await context.exporter(evidence, packing.tell);
      const outputPath = resolve(out);
      const packed = unwrap(
        await withProgress({ what: '正在归档 packing for the archive', json, look: packing.look }, () =>
          exporter.archive({ source: file, trustFolder, at, outputPath, register: [] }),
        ),
      );
      if (json) {
        printJson({ ok: true, file: outputPath, ...packed });
        return;
      }
      const verdict = verdictTexts[packed.verdict];
      printLine(`已导出归档包 archive package: ${outputPath}`);
      printLine(`  ${verdict['zh-CN']} ${verdict.en}`);
      for (const { property, item, result, finding } of packed.checks) {
        printLine(`  ${property} · ${item}：${result}　${finding}`);
      }
      printLine(`  清单的 SM3 SM3 of the manifest: ${packed.manifestSm3}`);
    });
}
