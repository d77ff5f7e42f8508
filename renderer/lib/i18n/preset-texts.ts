import { text } from '../../../electron/shared/texts/bilingual.ts';

/** Texts of presets (预设): seals and places that are used again. */
export const presetTexts = {
  title: text('预设', 'Presets'),
  none: text(
    '还没有预设。放好印章后可以存成预设，下次一步到位。',
    'No presets yet. Place seals, then keep them here for next time.',
  ),
  places: text(
    (seals: string, places: number) => `${seals} · ${places} 项位置`,
    (seals, places) => `${seals} · ${places} rules`,
  ),
  use: text('使用', 'Use'),
  useNamed: text(
    (name: string) => `使用预设“${name}”`,
    (name) => `Use the preset “${name}”`,
  ),
  edit: text(
    (name: string) => `改名、导出或删除“${name}”`,
    (name) => `Rename, export or remove “${name}”`,
  ),
  newName: text('新名称', 'New name'),
  rename: text('改名', 'Rename'),
  remove: text('删除', 'Remove'),
  removeSure: text('确认删除', 'Remove it'),
  exportOne: text('导出…', 'Export…'),
  name: text('预设名称', 'Name of the preset'),
  save: text('保存当前清单', 'Keep the present list'),
  byKind: text(
    '按印章种类匹配（换一个 Key、别的单位也能用）',
    'Match by the kind of seal (for other keys and companies too)',
  ),
  leavesOutPictures: text(
    '手写签名图片不存入预设，每次另行添加。',
    'Pictures of handwritten signatures are not kept: add them each time.',
  ),
  import: text('从文件导入…', 'Import from a file…'),
  exportAll: text('全部导出…', 'Export all…'),
  saved: text(
    (name: string) => `已保存预设“${name}”。`,
    (name) => `The preset “${name}” is kept.`,
  ),
  exported: text(
    (name: string) => `已导出：${name}`,
    (name) => `Exported: ${name}`,
  ),
  imported: text(
    (names: string) => `已导入：${names}`,
    (names) => `Taken in: ${names}`,
  ),
  importedNothing: text('文件里的预设这里都有了。', 'The presets of the file are here already.'),
  taken: text(
    (name: string) => `已有名为“${name}”的预设，内容不同。`,
    (name) => `There is a preset “${name}” with other content.`,
  ),
  replace: text('替换', 'Replace'),
  keepOld: text('不替换', 'Leave it'),
  failed: text('预设没有完成', 'Not done'),
  cannotUse: text(
    (preset: string, seal: string) => `不能使用“${preset}”：印章“${seal}”`,
    (preset, seal) => `“${preset}” cannot be used: the seal “${seal}”`,
  ),
  last: text(
    (file: string, seals: string) => `上次这类文件的位置：${seals}（${file}）`,
    (file, seals) => `The last document of this kind: ${seals} (${file})`,
  ),
  usual: text(
    (name: string) => `默认预设：${name}`,
    (name) => `Your usual preset: ${name}`,
  ),
  lastName: text('上次的位置', 'the last placement'),
};
