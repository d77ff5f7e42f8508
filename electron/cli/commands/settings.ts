import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { DEFAULT_OUTPUT_PATTERN } from '../../shared/model/sealing-batch.ts';
import { type SettingsChange, type SettingsView, TEXT_SIZES } from '../../shared/model/settings.ts';
import { unwrap } from '../../shared/result.ts';
import { jsonOption } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { printError, printJson, printLine } from '../print/printing.ts';
import { usage } from '../usage.ts';

const declare = () =>
  new Command('settings')
    .option('--text-size <percent>', `窗口文字大小 text size of the window: ${TEXT_SIZES.join(', ')}`, sizeOf)
    .option(
      '--pattern <pattern|off>',
      `盖章文件的命名，off 为默认 names of sealed files such as ${DEFAULT_OUTPUT_PATTERN}; off for the usual ones`,
      nameOf,
    )
    .option('--preset <name|off>', '默认预设 the preset that is used unless another place is named', nameOf)
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples('sealdesk settings', 'sealdesk settings --pattern "{name}_已盖章_{date}" --text-size 125'),
    );

/** `settings`: shows the settings that window and command line go by, and changes those that are named. */
export function settings(context: CommandContext): CommandUnknownOpts {
  return declare().action(async ({ json, textSize, pattern, preset }) => {
    const { preferences } = await context.home();
    const changes: SettingsChange = { textSize, outputPattern: pattern, defaultPreset: preset };
    const isChange = Object.values(changes).some((value) => value !== undefined);
    const view = isChange ? unwrap(await preferences.change(changes)) : preferences.view();
    if (json) printJson(view);
    else linesOf(view).forEach(printLine);
    if (view.problem !== null) printError(view.problem);
  });
}

function linesOf({ textSize, outputPattern, defaultPreset, fixed }: SettingsView): readonly string[] {
  const mark = (name: keyof SettingsView): string =>
    fixed.some((each) => each === name) ? '  由管理员设定 set by the administrator' : '';
  const others = fixed.filter((name) => !['textSize', 'outputPattern', 'defaultPreset'].includes(name));
  return [
    `文字大小 text size: ${textSize} %${mark('textSize')}`,
    `文件命名 names of sealed files: ${outputPattern ?? '默认 the usual ones'}${mark('outputPattern')}`,
    `默认预设 usual preset: ${defaultPreset ?? '无 none'}${mark('defaultPreset')}`,
    ...(others.length === 0 ? [] : [`由管理员设定 set by the administrator: ${others.join(', ')}`]),
  ];
}

function sizeOf(text: string): (typeof TEXT_SIZES)[number] {
  const size = TEXT_SIZES.find((each) => String(each) === text);
  if (size !== undefined) return size;
  throw usage(
    `文字大小应为 ${TEXT_SIZES.join('、')} 之一`,
    `the text size is one of ${TEXT_SIZES.join(', ')}`,
  );
}

const nameOf = (text: string): string | null => (text === 'off' ? null : text);
