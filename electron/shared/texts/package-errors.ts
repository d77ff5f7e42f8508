import { MOST_COPY_PAGES } from '../model/document-copy.ts';
import { text, type ErrorTexts } from './bilingual.ts';

/** Errors of evidence packages, archive packages, archive time stamps, revisions and copies. */
export const packageErrors: ErrorTexts<
  `PACKAGE_${string}` | `REVISION_${string}` | `COPY_${string}` | `ARCHIVE_STAMP_${string}`
> = {
  PACKAGE_DAMAGED: {
    what: text('这不是证据包，或已损坏。', 'This is no evidence package, or it is damaged.'),
    why: text(
      '压缩包无法解开，或其中没有清单、文件或验章依据。',
      'The file cannot be unpacked, or it lacks its manifest, its document or what the verdict rests on.',
    ),
    next: text('请向提供者重新索取完整的证据包。', 'Ask whoever gave it to you for the whole package again.'),
  },
  PACKAGE_ALTERED: {
    what: text('证据包与其清单不一致。', 'The evidence package differs from its own manifest.'),
    why: text(
      '导出之后，其中的文件被替换、增加或删除。',
      'After its export a file in it was replaced, added or removed.',
    ),
    next: text(
      '请不要依据此包下结论；向提供者索取原包，并核对清单的 SM3。',
      'Do not rely on it. Ask for the original package and compare the SM3 of its manifest.',
    ),
  },
  PACKAGE_DIFFERS: {
    what: text(
      '由证据包复核的结论与包中记载的结论不同。',
      'The verdict by the package differs from the one that it records.',
    ),
    why: text(
      '包中的内容被改过，或复核用的程序版本判断不同。',
      'Its content was changed, or this version of the program judges otherwise.',
    ),
    next: text(
      '请用包中的 openssl 步骤逐项复核，并核对清单的 SM3。',
      'Repeat the openssl steps in the package one by one, and compare the SM3 of its manifest.',
    ),
  },
  ARCHIVE_STAMP_NOT_VALID: {
    what: text('这份文件现在不能加归档时间戳。', 'This document cannot be given an archive time stamp now.'),
    why: text(
      '归档时间戳把现在的结论固定下来；只有验章结论为“有效”的文件才值得固定。',
      'An archive time stamp keeps the present verdict for the years to come, so that only a valid document is given one.',
    ),
    next: text(
      '先验章，按每一条原因处理（例如同步平台名单），结论为“有效”后再加。',
      'Verify the document, deal with each reason (such as by synchronising the lists), and try again once it is valid.',
    ),
  },
  ARCHIVE_STAMP_NO_AUTHORITY: {
    what: text('没有可用的时间戳服务。', 'There is no time-stamp authority.'),
    why: text(
      '时间戳由印章平台签发，这台电脑没有配置印章平台。',
      'Time stamps come from a seal platform, and none is configured on this computer.',
    ),
    next: text(
      '请管理员配置并绑定印章平台，再加归档时间戳。',
      'Ask your administrator to configure and bind a seal platform.',
    ),
  },
  REVISION_NOT_FOUND: {
    what: text('文件没有这个版本。', 'The document has no such revision.'),
    why: text('版本从 1 起编号，每次增补加一。', 'Revisions are numbered from 1, one for each addition.'),
    next: text('请改用列出的编号。', 'Use one of the numbers listed.'),
  },
  COPY_NOT_PRINTED: {
    what: text('文件没有打印出来。', 'The document was not printed.'),
    why: text(
      '系统没有可用的打印机，或打印机没有接受。',
      'The system has no printer, or the printer did not take it.',
    ),
    next: text(
      '请检查打印机后重试；也可以先导出 PDF 复印件。',
      'Check the printer and try again, or make the copy as PDF.',
    ),
  },
  COPY_NOT_DRAWN: {
    what: text('文件的页面画不出来，没有生成复印件。', 'A page cannot be drawn, so no copy was made.'),
    why: text('文件中某一页损坏，或内存不足。', 'A page of the document is damaged, or memory is short.'),
    next: text(
      '请看该文件能否完整显示；原文件没有变化。',
      'See whether the document is shown whole; it is as it was.',
    ),
  },
  COPY_TOO_LONG: {
    what: text('文件页数太多，不能一次生成复印件。', 'The document has too many pages for one copy.'),
    why: text(`一次最多 ${MOST_COPY_PAGES} 页。`, `One copy has at most ${MOST_COPY_PAGES} pages.`),
    next: text('请提供原文件供对方验章。', 'Give the document itself to whoever is to verify it.'),
  },
};
