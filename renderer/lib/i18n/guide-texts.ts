import { text } from '../../../electron/shared/texts/bilingual.ts';

/** Texts around the guide; its chapters stand in `renderer/features/guide`. */
export const guideTexts = {
  help: text('帮助', 'Help'),
  title: text('操作指南', 'Guide'),
  notes: text('请注意', 'To know'),
  keys: text('按 F1 查看快捷键。', 'F1 lists the keyboard shortcuts.'),
  open: text('操作指南', 'Open the guide'),
  picture: text(
    (chapter: string) => `“${chapter}”的画面`,
    (chapter) => `The screen of ${chapter}`,
  ),
  sample: text(
    '画面来自演示环境，印章是样品。',
    'The screen shows the demonstration; its seals are samples.',
  ),
};
