import { text, type ErrorTexts } from './bilingual.ts';

export type OfdSealingError =
  | 'OFD_SIGNATURES_DAMAGED'
  | 'OFD_SEVERAL_DOCUMENTS'
  | 'OFD_LOCKED'
  | 'OFD_LOCK_NOT_FOR_PDF'
  | 'OFD_LOCK_NOT_LAST'
  | 'OFD_WITHOUT_FIELDS'
  | 'OFD_NOTHING_BESIDE'
  | 'OFD_NO_ARCHIVE_STAMP';

/** Errors of the signatures of an OFD, of sealing one, and of what an OFD has no place for. */
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
  OFD_LOCK_NOT_LAST: {
    what: text('锁定的印章必须最后盖。', 'The seal that locks has to be the last.'),
    why: text(
      '同一份申请里，这份文件还有别的印章没有盖；锁定之后就盖不上了。没有盖章，也没有使用印章的密钥。',
      'The same request names another seal for this file, which could not be put after the lock. Nothing was sealed, and no key of a seal was used.',
    ),
    next: text(
      '请先盖其余的印章，最后盖锁定的那一枚；申请时只让最后一枚印章锁定。',
      'Put the other seals first and the one that locks last. In a request let only the last seal lock.',
    ),
  },
  OFD_WITHOUT_FIELDS: {
    what: text('OFD 没有签名域，不能按签名域盖章。', 'An OFD has no signature fields to put a seal into.'),
    why: text(
      '签名域是 PDF 才有的；没有盖章，也没有使用口令。',
      'Fields are a part of PDF alone. Nothing was sealed, and no PIN was used.',
    ),
    next: text(
      '请改用页面位置、关键字或骑缝章。',
      'Choose a point, a keyword or a place across the edges of pages.',
    ),
  },
  OFD_NOTHING_BESIDE: {
    what: text(
      'OFD 的签章不能带日期或手写签名图片。',
      'A seal in an OFD can have no date and no signature picture beside it.',
    ),
    why: text(
      'OFD 的签章只显示印章图案；没有盖章，也没有使用口令。',
      'Signatures of OFD show the picture of the seal alone. Nothing was sealed, and no PIN was used.',
    ),
    next: text(
      '请去掉日期和手写签名后再盖章，或在原文档中写好，或改用 PDF。',
      'Leave them out, write them into the document first, or use a PDF.',
    ),
  },
  OFD_NO_ARCHIVE_STAMP: {
    what: text('OFD 不能加归档时间戳。', 'An OFD cannot be given an archive time stamp.'),
    why: text(
      '归档时间戳是 PDF 的做法（PAdES），OFD 标准里没有相应的位置。',
      'Archive time stamps are a part of PDF (PAdES); the standard of OFD has no place for them.',
    ),
    next: text(
      '需要长期留存的，请导出归档包或验章报告；其中写明验章时的依据。',
      'To keep it for years, export an archive package or a report: they say what the verdict rests on today.',
    ),
  },
};
