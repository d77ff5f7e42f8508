import { text, type ErrorTexts } from './bilingual.ts';

/** Errors of evidence packages, archive packages and revisions. */
export const packageErrors: ErrorTexts<`PACKAGE_${string}` | `REVISION_${string}`> = {
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
  REVISION_NOT_FOUND: {
    what: text('文件没有这个版本。', 'The document has no such revision.'),
    why: text('版本从 1 起编号，每次增补加一。', 'Revisions are numbered from 1, one for each addition.'),
    next: text('请改用列出的编号。', 'Use one of the numbers listed.'),
  },
};
