import { text, type ErrorTexts } from './bilingual.ts';

/** Errors of the handover of a post (岗位交接). */
export const handoverErrors: ErrorTexts<`HANDOVER_${string}`> = {
  HANDOVER_NOT_BEGUN: {
    what: text('没有进行中的岗位交接。', 'No handover is under way.'),
    why: text('还没有开始，或已经办完、取消。', 'None was begun, or it was completed or dropped.'),
    next: text('请先填写移交人、接收人和监交人，开始交接。', 'Begin one by naming the three people.'),
  },
  HANDOVER_UNDER_WAY: {
    what: text('已有进行中的岗位交接。', 'A handover is under way already.'),
    why: text('一次只办理一件交接。', 'There is one at a time.'),
    next: text('请先办完或取消进行中的交接。', 'Complete or drop that one first.'),
  },
  HANDOVER_SAME_PERSON: {
    what: text(
      '移交人、接收人和监交人不能是同一人。',
      'The three people of a handover have to be different.',
    ),
    why: text(
      '监交人要在场见证，三方各自签字。',
      'The witness watches the other two, and each of the three signs.',
    ),
    next: text('请填写三个不同的人。', 'Name three people.'),
  },
  HANDOVER_UNFINISHED: {
    what: text('还有 USB Key 没有交接清楚，交接没有办结。', 'A USB key is not handed over yet.'),
    why: text(
      'Key 没有登记归还，或接收人还没有修改口令。',
      'It is not on record as returned, or the receiver has not changed its PIN.',
    ),
    next: text(
      '请登记归还、由接收人修改口令；确实办不到的，逐个写明原因，原因会写进交接清单。',
      'Record the return and have the receiver change the PIN; where that cannot be done, say why for each key. The list names the reason.',
    ),
  },
};
