import { text, type ErrorTexts } from './bilingual.ts';

export type OfdSealingError =
  | 'OFD_SIGNATURES_DAMAGED'
  | 'OFD_SEVERAL_DOCUMENTS'
  | 'OFD_LOCKED'
  | 'OFD_LOCK_NOT_FOR_PDF'
  | 'OFD_LOCK_NOT_APPROVED';

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
  OFD_SEVERAL_DOCUMENTS: {
    what: text(
      '这份 OFD 不止一个文档或版本，不能盖章。',
      'This OFD has more than one document or version and cannot be sealed.',
    ),
    why: text(
      '不同的阅读软件会显示其中不同的一个，签章说不清盖的是哪一个。',
      'Readers would show different ones, and a seal could not say which of them it stands for.',
    ),
    next: text(
      '请用制作软件把要盖章的那一个另存为单独的 OFD，再盖章。',
      'Save the one to be sealed as an OFD of its own in the program it was made with, and seal that.',
    ),
  },
  OFD_LOCKED: {
    what: text('这份 OFD 已被锁定，不能再加盖印章。', 'This OFD is locked and takes no further seal.'),
    why: text(
      '已有的签章把签章列表也保护了（锁定签章），再加盖会使它失效。',
      'A seal that it has protects the list of seals as well. One more would make that one invalid.',
    ),
    next: text(
      '请取得锁定之前的文件加盖，或与对方商定盖章的次序：最后盖章的一方再锁定。',
      'Seal the file as it was before it was locked, or agree on the order: the last party locks.',
    ),
  },
  OFD_LOCK_NOT_FOR_PDF: {
    what: text('PDF 不能锁定签章。', 'A seal cannot lock a PDF.'),
    why: text(
      '锁定签章只用于 OFD；PDF 盖章后总可以再加盖。没有盖章，也没有使用印章的密钥。',
      'Locking is for OFD alone; a PDF always takes a further seal. Nothing was sealed, and no key of a seal was used.',
    ),
    next: text('请不选锁定，再盖章。', 'Seal it without locking.'),
  },
  OFD_LOCK_NOT_APPROVED: {
    what: text('按审批盖章时不能锁定。', 'A use under an approval cannot lock the document.'),
    why: text(
      '审批写明印章、位置和文件，没有同意锁定；锁定后，其他各方都不能再盖章。没有盖章，也没有使用印章的密钥。',
      'An approval names seal, places and document and does not agree to a lock, after which no other party can seal. Nothing was sealed, and no key of a seal was used.',
    ),
    next: text(
      '请不选锁定，按审批盖章；规定允许不经审批用印的，可以不用审批而锁定。',
      'Seal under the approval without locking. Where the rules demand no approval, lock without one.',
    ),
  },
};
