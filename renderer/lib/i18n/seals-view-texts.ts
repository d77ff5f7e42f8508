import { text } from '../../../electron/shared/texts/bilingual.ts';

/** Texts of the three views of the place for seals. */
export const sealsViewTexts = {
  keys: text('USB Key 与口令', 'USB keys and PINs'),
  seals: text('印章', 'Seals'),
  cases: text('办理', 'Requests'),
  noCases: text('没有办理中的事项', 'Nothing is under way'),
  noCasesText: text(
    '挂失、续期、换领、注销、授权从“印章”一栏里的那枚印章开始，忘记口令从“USB Key 与口令”开始；办理进度显示在这里。',
    'Begin a loss report, a renewal, a replacement, a cancellation or an authorisation at its seal under “Seals”, and a forgotten PIN under “USB keys and PINs”. How each stands is shown here.',
  ),
};
