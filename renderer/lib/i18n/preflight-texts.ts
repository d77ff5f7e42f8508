import { text } from '../../../electron/shared/texts/bilingual.ts';

/** Texts of the examination before sealing (盖章前体检), beside those of its findings. */
export const preflightViewTexts = {
  title: text('盖章前体检', 'Examination before sealing'),
  examining: text('正在做盖章前体检…', 'Examining before sealing…'),
  failed: text('体检没有完成', 'The examination was not finished'),
  found: text('体检发现', 'What was found'),
  headlines: {
    green: text('盖章前体检通过', 'Examined: nothing is in the way'),
    amber: text('盖章前体检：请留意以下各项', 'Examined: to be known before sealing'),
    red: text('盖章前体检：有红色问题', 'Examined: there are red findings'),
  },
  colours: {
    amber: text('留意', 'To be known'),
    red: text('红色问题', 'Red finding'),
  },
  named: text(
    (name: string, count: number) => (count > 1 ? `${name}（${count} 处）` : name),
    (name, count) => (count > 1 ? `${name} (${count} times)` : name),
  ),
  toPage: text(
    (page: number) => `看第 ${page} 页`,
    (page) => `See page ${page}`,
  ),
  accept: text(
    '我已知悉以上红色问题，仍要盖章。这一确认将记入用印台账。',
    'I know of the red findings above and seal all the same. This goes on record in the register.',
  ),
  again: text('重新体检', 'Examine again'),
};
