import { text, type ErrorTexts } from './bilingual.ts';

export type OfdSealingError = 'OFD_SIGNATURES_DAMAGED';

/** Errors of the signatures of an OFD, and of sealing one. */
export const ofdSealingErrors: ErrorTexts<OfdSealingError> = {
  OFD_SIGNATURES_DAMAGED: {
    what: text('这份 OFD 的签章文件已损坏。', 'The files of the signatures in this OFD are damaged.'),
    why: text(
      '签章列表或某个签章缺少必需的内容，或写了两遍；在其后加盖会得到一份无法验证的文件。',
      'The list of signatures, or one of them, lacks what it needs or has it twice. A seal after it would make a file that nobody can verify.',
    ),
    next: text(
      '请向对方索取完好的文件，再验章或盖章。',
      'Ask for an intact file, and verify or seal that one.',
    ),
  },
};
