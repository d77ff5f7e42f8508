import { text, type ErrorTexts } from './bilingual.ts';

/** Errors of presets: combinations of seals and places that people use again. */
export const presetErrors: ErrorTexts<`PRESET_${string}`> = {
  PRESET_NOT_FOUND: {
    what: text('没有这个预设。', 'There is no such preset.'),
    why: text('名称不对，或预设已被删除。', 'The name is wrong, or the preset was removed.'),
    next: text(
      '请用 sealdesk presets list 查看现有预设，或从文件导入。',
      'List the presets with sealdesk presets list, or import them from a file.',
    ),
  },
  PRESET_EXISTS: {
    what: text('已有同名但内容不同的预设。', 'There is a preset of that name with other content.'),
    why: text(
      '预设以名称区分，不会悄悄替换。',
      'Presets are told apart by name, and none is replaced silently.',
    ),
    next: text(
      '请换一个名称，或确认替换（命令行加 --replace）。',
      'Choose another name, or confirm to replace it (--replace on the command line).',
    ),
  },
  PRESET_INVALID: {
    what: text(
      '这不是可用的预设，没有导入任何内容。',
      'This is no preset that can be used. Nothing was taken in.',
    ),
    why: text(
      '文件不是预设文件，或其中有缺失、超出范围的内容。',
      'The file is none of presets, or something in it is missing or out of range.',
    ),
    next: text('请向提供者索取重新导出的文件。', 'Ask whoever gave it for a new export.'),
  },
  PRESET_UNKNOWN_KIND: {
    what: text(
      '预设中有本版本不认识的内容，没有导入。',
      'A preset holds something that this version does not know. Nothing was taken in.',
    ),
    why: text('文件可能来自更新的版本。', 'The file may come from a later version.'),
    next: text(
      '请升级本程序，或请对方导出不含该类位置的预设。',
      'Update this program, or ask for presets without that kind of place.',
    ),
  },
};
