import { resolve } from 'node:path';
import { Command, type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import type { Home } from '../../home/home.ts';
import {
  convertDocument,
  type ConversionOrder,
  type ConversionPorts,
} from '../../services/conversions/convert-document.ts';
import { describeMaker } from '../../adapters/program-version.ts';
import { profilesInForce } from '../../services/copies/copy-notice.ts';
import { copyOfOfd } from '../../services/copies/copy-of-ofd.ts';
import type { Language } from '../../shared/model/app-info.ts';
import { type Conversion, CONVERSION_SECONDS } from '../../shared/model/conversion.ts';
import { type DocumentView, isUndrawn } from '../../shared/model/document-view.ts';
import { failure, type Result, resultOf, unwrap } from '../../shared/result.ts';
import { jsonOption, languageOption, notEmpty, numberOf } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT } from '../end/exit-status.ts';
import { statusOfError } from '../end/outcome-status.ts';
import { examples } from '../help.ts';
import { errorJson, printError, printJson, printLine } from '../print/printing.ts';
import { usage } from '../usage.ts';
import { withProgress } from '../print/show-progress.ts';

const secondsOption = new Option(
  '--seconds <number>',
  `一份文档最多用多少秒，默认 ${String(CONVERSION_SECONDS.usual)} most seconds for one document; ${String(CONVERSION_SECONDS.usual)} by default`,
).argParser<number>((text) => numberOf('--seconds', text));

/**
 * `convert <files…>`: office documents and pictures become PDF, to be looked at before they are sealed; of an OFD it makes a
 * copy, which says so below each page.
 */
export function convert(context: CommandContext): CommandUnknownOpts {
  return new Command('convert')
    .argument('<files...>', 'Word、Excel、WPS 文档、图片或 OFD office documents, pictures or OFD')
    .addOption(
      new Option(
        '-o, --out <file>',
        '输出文件，默认与原文件同名同处 file to write; beside the original by default',
      ).argParser(notEmpty),
    )
    .addOption(secondsOption)
    .addOption(languageOption)
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples(
        'sealdesk convert 合同.docx',
        'sealdesk convert scan.jpg -o scan.pdf --json',
        'sealdesk convert 发票.ofd',
      ),
    )
    .action(async (files, { out, seconds = CONVERSION_SECONDS.usual, language, json = false }) => {
      if (out !== undefined && files.length > 1) throw usage('--out 只用于一个文件', '--out is for one file');
      const home = await context.home();
      const ports = await home.conversions();
      const wish = { isCancelled: false };
      const made = { toBeSealed: 0 };
      const cancelled = new Promise<void>((end) =>
        context.takeSignals(() => {
          wish.isCancelled = true;
          end();
          return true;
        }),
      );
      const outputPath = out === undefined ? null : resolve(out);
      const deadlineMs = Math.min(seconds, CONVERSION_SECONDS.most) * 1000;
      await withProgress({ what: '正在转换 converting', json }, async (tell) => {
        for (const [done, file] of files.entries()) {
          if (files.length > 1) tell({ done, total: files.length, unit: 'files' });
          const order = { path: resolve(file), outputPath, deadlineMs, cancelled };
          // What needs no other program, such as a picture, is not broken off: the next file is not begun.
          const converted = wish.isCancelled
            ? failure({ code: 'CANCELLED' })
            : await convertDocument(order, ports);
          const isOfd = !converted.ok && converted.error.code === 'FILE_IS_OFD';
          const result = isOfd ? await convertOfd(order, language, home, ports) : converted;
          report(file, result, json);
          if (converted.ok) made.toBeSealed += 1;
          if (!result.ok) context.endWith(statusOfError(result.error.code));
          if (!result.ok && result.error.code === 'CANCELLED') break;
        }
      });
      if (context.exitStatus() === EXIT.done && !json && made.toBeSealed > 0) {
        printLine('请逐页核对后再盖章 check every page before sealing');
      }
    });
}

/** What was made of an OFD: a copy, for whose pages a reader needs to know what is not drawn. */
interface OfdCopy extends Pick<Conversion, 'path'> {
  readonly notes: DocumentView['notes'];
}

function convertOfd(
  { path, outputPath }: Pick<ConversionOrder, 'path' | 'outputPath'>,
  language: Language,
  home: Home,
  { files, holding, beside }: ConversionPorts,
): Promise<Result<OfdCopy>> {
  return resultOf(() =>
    holding(path, async (file) => {
      const output = outputPath ?? beside(path);
      const { notes } = unwrap(
        await copyOfOfd(
          { file, outputPath: output, language },
          {
            ...{ files, documents: home.documents, recorder: home.recorder },
            profiles: async () => profilesInForce(await home.bound.known()),
            person: describeMaker(home.dist).person,
          },
        ),
      );
      return { path: output, notes };
    }),
  );
}

/** Prints one line a file, or one JSON object a line. */
function report(file: string, result: Result<Conversion | OfdCopy>, json: boolean): void {
  if (!result.ok) {
    if (json) printJson({ file, ok: false, ...errorJson(result.error) });
    else {
      printLine(file);
      printError(result.error);
    }
    return;
  }
  if ('notes' in result.value) return reportCopy(file, result.value, json);
  const { path, program, holdsMacros } = result.value;
  if (json) {
    printJson({
      file,
      ok: true,
      output: path,
      program: program ?? 'SealDesk',
      macros: holdsMacros ? 'off' : 'none',
    });
    return;
  }
  printLine(`已转换 converted by ${program ?? '印签台 SealDesk'}: ${file} → ${path}`);
  if (holdsMacros) printLine('  文档带有宏，转换时没有运行 its macros were not run');
}

function reportCopy(file: string, { path, notes }: OfdCopy, json: boolean): void {
  const undrawn = notes.filter(isUndrawn);
  if (json) {
    printJson({ file, ok: true, output: path, program: 'SealDesk', counts: 'copy', notes });
    return;
  }
  printLine(`已转换，视同复印件 converted, which counts as a copy: ${file} → ${path}`);
  for (const { page, code, name } of undrawn) {
    printLine(`  第 ${page + 1} 页没有画出 not drawn on page ${page + 1}: ${name} [${code}]`);
  }
}
