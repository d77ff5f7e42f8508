import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { writeNewFile } from '../../adapters/files/node-files.ts';
import { readPresetFile } from '../../adapters/home-files/preset-files.ts';
import { targetText } from '../../core/approval/approved-places.ts';
import { PRESET_FILE_EXTENSION } from '../../core/presets/preset-file.ts';
import {
  exportPresets,
  findPreset,
  importPresets,
  listPresets,
  removePreset,
  renamePreset,
  savePreset,
} from '../../services/presets/presets.ts';
import { presetTarget } from '../../services/presets/placed-seals.ts';
import { findSeal } from '../../services/tokens/token-seals.ts';
import type { Preset, PresetSeal, PresetSealName } from '../../shared/model/preset.ts';
import type { TokenInfo } from '../../shared/model/token.ts';
import { unwrap } from '../../shared/result.ts';
import { collected, fieldOption, filled, jsonOption, atOption, pageOption } from '../arguments.ts';
import { dateOption, dateStyleOption, withBeside } from '../seal-options/beside-options.ts';
import type { CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { optionsBySeal, sealOption, type SealOptions, withOption } from '../seal-options/options-by-seal.ts';
import { pagesOption, placeOption, placesOf, straddleOption } from '../seal-options/place-options.ts';
import { printEach, printJson, printLine } from '../print/printing.ts';
import { usage } from '../usage.ts';

/** `presets list|save|rename|remove|import|export`: seals and places that are used again (预设). */
export function presets(context: CommandContext): CommandUnknownOpts {
  return new Command('presets')
    .usage('<command>')
    .addCommand(presetList(context))
    .addCommand(presetSave(context))
    .addCommand(presetRename(context))
    .addCommand(presetRemove(context))
    .addCommand(presetImport(context))
    .addCommand(presetExport(context))
    .addHelpText(
      'after',
      examples(
        'sealdesk presets save 合同用印 --seal 公章 --place -1,120,200 --straddle right --with 法定代表人名章 --place -1,165,205',
        'sealdesk seal contract.pdf -o sealed.pdf --preset 合同用印',
        `sealdesk presets export office${PRESET_FILE_EXTENSION}`,
      ),
    );
}

function presetList(context: CommandContext): CommandUnknownOpts {
  return new Command('list')
    .description('列出预设 presets by name, with seals and places')
    .addOption(jsonOption)
    .action(async ({ json }) => {
      const { records } = await context.home();
      const none = '没有预设 no presets: sealdesk presets save';
      printEach(await listPresets(records), { json, print: printPreset, none });
    });
}

function presetSave(context: CommandContext): CommandUnknownOpts {
  const command = new Command('save')
    .description('保存预设 keep seals and places under a name')
    .usage('[options] --seal <esid|name> <places> [--with <esid|name> <places>] <name>')
    .argument('<name>', '预设名称 name of the preset', filled)
    .addOption(sealOption)
    .addOption(withOption)
    .addOption(atOption)
    .addOption(pageOption)
    .addOption(fieldOption)
    .addOption(placeOption)
    .addOption(pagesOption)
    .addOption(straddleOption)
    .addOption(dateOption)
    .addOption(dateStyleOption)
    .option('--replace', '替换同名预设 replace the preset of that name')
    .addOption(jsonOption);
  const bySeal = optionsBySeal(command);
  return command.action(async (name, { replace = false, json }) => {
    const groups = bySeal();
    // What is wrong with an option is said before any key is looked for.
    const targets = groups.map((each) => presetTarget(withBeside(placesOf(each), each)));
    groups.forEach(expectNamed);
    const home = await context.home();
    const { tokens } = await home.listTokens();
    const infos = tokens.map(({ info }) => info);
    const seals = groups.flatMap((each, index): readonly PresetSeal[] => {
      const target = targets[index];
      return target === undefined ? [] : [{ seal: nameOf(each.seal ?? '', infos), target }];
    });
    unwrap(await savePreset({ name, seals }, replace, home.records));
    const kept = await findPreset(name, home.records);
    if (json) printJson({ ok: true, preset: kept });
    else printPreset(kept);
  });
}

function expectNamed({ seal }: SealOptions): void {
  if (seal === undefined || seal === '') {
    throw usage('需要 --seal 印章编号或名称', '--seal ESID or NAME is needed');
  }
}

/** A number of a seal that a key here has names that very seal; anything else is a name, or the end of one. */
function nameOf(seal: string, tokens: readonly TokenInfo[]): PresetSealName {
  const found = findSeal({ seal }, tokens);
  const isNumber = found.ok && found.value.info.esId === seal;
  return isNumber ? { by: 'id', esId: seal, name: found.value.info.name } : { by: 'name', name: seal };
}

function presetRename(context: CommandContext): CommandUnknownOpts {
  return new Command('rename')
    .description('给预设改名 give a preset another name')
    .argument('<name>', '预设名称 name of the preset')
    .argument('<new>', '新名称 new name', filled)
    .addOption(jsonOption)
    .action(async (name, newName, { json }) => {
      const { records } = await context.home();
      unwrap(await renamePreset(name, newName, records));
      if (json) printJson({ ok: true, renamed: newName });
      else printLine(`已改名 renamed: ${newName}`);
    });
}

function presetRemove(context: CommandContext): CommandUnknownOpts {
  return new Command('remove')
    .description('删除预设 remove a preset')
    .argument('<name>', '预设名称 name of the preset')
    .addOption(jsonOption)
    .action(async (name, { json }) => {
      const { records } = await context.home();
      unwrap(await removePreset(name, records));
      if (json) printJson({ ok: true, removed: name });
      else printLine(`已删除 removed: ${name}`);
    });
}

function presetImport(context: CommandContext): CommandUnknownOpts {
  return new Command('import')
    .description('从文件导入预设 take in a file of presets, all or none')
    .argument('<file>', `预设文件 file (${PRESET_FILE_EXTENSION})`)
    .option('--replace', '替换同名但内容不同的预设 replace presets of the same name')
    .addOption(jsonOption)
    .action(async (path, { replace = false, json }) => {
      const { records } = await context.home();
      const { added, replaced } = unwrap(await importPresets(readPresetFile(path), replace, records));
      if (json) printJson({ ok: true, added, replaced });
      else printLine(`已导入 taken in: ${[...added, ...replaced].join(', ') || '无新增 nothing new'}`);
    });
}

function presetExport(context: CommandContext): CommandUnknownOpts {
  return new Command('export')
    .description('导出预设到文件 write presets into a file; none is replaced')
    .argument('<file>', `新文件 new file (${PRESET_FILE_EXTENSION})`)
    .option('--preset <name>', '只导出此预设，可多次给出 only this one; may be given again', collected)
    .addOption(jsonOption)
    .action(async (path, { preset: names, json }) => {
      const { records } = await context.home();
      writeNewFile(path, unwrap(await exportPresets(names ?? null, records)), FILE_MODE);
      if (json) printJson({ ok: true, output: path });
      else printLine(`已导出 written: ${path}`);
    });
}

/** Others of the computer may read a file of presets: it holds no secret. */
const FILE_MODE = 0o644;

function printPreset({ name, seals }: Preset): void {
  printLine(name);
  for (const { seal, target } of seals) {
    // The page count is not known before a document is.
    const places =
      target.kind === 'list'
        ? [...target.places, ...(target.beside ?? [])].map(({ kind }) => kind).join(', ')
        : targetText(target, 0);
    printLine(`  ${seal.name}: ${places}`);
  }
}
