import { resolve } from 'node:path';
import { Command, type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { convertDocument } from '../../services/conversions/convert-document.ts';
import { type Conversion, CONVERSION_SECONDS } from '../../shared/model/conversion.ts';
import { failure, type Result } from '../../shared/result.ts';
import { jsonOption, notEmpty, numberOf } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT } from '../exit-status.ts';
import { statusOfError } from '../outcome-status.ts';
import { examples } from '../help.ts';
import { errorJson, printError, printJson, printLine } from '../printing.ts';
import { usage } from '../usage.ts';
import { withProgress } from '../show-progress.ts';

const secondsOption = new Option(
  '--seconds <number>',
  `一份文档最多用多少秒，默认 ${String(CONVERSION_SECONDS.usual)} most seconds for one document; ${String(CONVERSION_SECONDS.usual)} by default`,
).argParser<number>((text) => numberOf('--seconds', text));

/** `convert <files…>`: office documents and pictures become PDF, to be looked at before they are sealed. */
export function convert(context: CommandContext): CommandUnknownOpts {
  return new Command('convert')
    .argument('<files...>', 'Word、Excel、WPS 文档或图片 office documents or pictures')
    .addOption(
      new Option(
        '-o, --out <file>',
        '输出文件，默认与原文件同名同处 file to write; beside the original by default',
      ).argParser(notEmpty),
    )
    .addOption(secondsOption)
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples('sealdesk convert 合同.docx', 'sealdesk convert scan.jpg -o scan.pdf --json'),
    )
    .action(async (files, { out, seconds = CONVERSION_SECONDS.usual, json = false }) => {
      if (out !== undefined && files.length > 1) throw usage('--out 只用于一个文件', '--out is for one file');
      const ports = await (await context.home()).conversions();
      const wish = { isCancelled: false };
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
          const result = wish.isCancelled
            ? failure({ code: 'CANCELLED' })
            : await convertDocument(order, ports);
          report(file, result, json);
          if (!result.ok) context.endWith(statusOfError(result.error.code));
          if (!result.ok && result.error.code === 'CANCELLED') break;
        }
      });
      if (context.exitStatus() === EXIT.done && !json) {
        printLine('请逐页核对后再盖章 check every page before sealing');
      }
    });
}

/** Prints one line a file, or one JSON object a line. */
function report(file: string, result: Result<Conversion>, json: boolean): void {
  if (!result.ok) {
    if (json) printJson({ file, ok: false, ...errorJson(result.error) });
    else {
      printLine(file);
      printError(result.error);
    }
    return;
  }
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
