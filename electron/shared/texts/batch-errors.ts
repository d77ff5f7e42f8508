import { text, type ErrorTexts } from './bilingual.ts';

/** Errors of sealing many documents at once. */
export const batchErrors: ErrorTexts<`BATCH_${string}`> = {
  BATCH_PATTERN_INVALID: {
    what: text('输出文件名的格式不对。', 'The pattern of output names cannot be used.'),
    why: text(
      '可用 {name}、{date}、{time}、{number} 和文字，不能含 \\ / : * ? " < > |，也不能以点或空格结尾。',
      'It takes {name}, {date}, {time}, {number} and text without \\ / : * ? " < > |, and no dot or space at its end.',
    ),
    next: text('请改为如 {name}_已盖章_{date} 的格式。', 'Write it such as {name}_sealed_{date}.'),
  },
  BATCH_SEALED_ALREADY: {
    what: text('这个文件已经由这枚印章盖过章。', 'This file was sealed by this seal already.'),
    why: text(
      '台账记录了这个文件：它是此前盖章得到的文件，可能被误加入本批。',
      'The register knows it as the result of an earlier sealing, so it may be in the batch by mistake.',
    ),
    next: text(
      '如确需再盖一次，请选择“已盖过的也盖”（命令行用 --again）。',
      'If it is to be sealed once more, choose to seal such files again (--again on the command line).',
    ),
  },
  BATCH_OUTPUT_MISSING: {
    what: text(
      '台账中已有这个文件的盖章记录，但找不到盖好的文件。',
      'The register has a sealing of this file, but the sealed file is not where it was written.',
    ),
    why: text(
      '程序中断后，盖好的文件可能被移动、改名或删除。',
      'It may have been moved, renamed or deleted after the program was interrupted.',
    ),
    next: text(
      '请先查找盖好的文件；确实没有时再重试，会多一条用印记录。',
      'Look for the sealed file first. Try again only if it is gone: that is one more use on record.',
    ),
  },
  BATCH_NOT_FOUND: {
    what: text('没有可以继续的批次。', 'There is no batch to go on with.'),
    why: text('这个批次已经结束，或者不在这台电脑上。', 'It has ended, or it was begun on another computer.'),
    next: text('请重新选择文件开始一个新的批次。', 'Choose the files and begin a new batch.'),
  },
  BATCH_UNDER_WAY: {
    what: text('这个批次正在进行。', 'The batch is under way.'),
    why: text('本窗口或另一个程序正在处理它。', 'This window or another process works on it.'),
    next: text('请等它结束，或先暂停再操作。', 'Wait for its end, or pause it first.'),
  },
  BATCH_UNFINISHED: {
    what: text('这个输出文件夹有一个未完成的批次。', 'An unfinished batch writes into this folder.'),
    why: text(
      '上次的批次没有盖完。重新开始会让已盖的文件再盖一次。',
      'It was not sealed to its end. Beginning anew would seal once more what is sealed.',
    ),
    next: text(
      '用 --resume 继续；确实要重新开始时用 --anew。',
      'Go on with --resume, or give --anew to begin a new one all the same.',
    ),
  },
  BATCH_DIFFERS: {
    what: text(
      '给出的印章、位置或选项与未完成的批次不同。',
      'Seal, places or options are not those of the unfinished batch.',
    ),
    why: text('一个批次的全部文件按同样的要求盖章。', 'All documents of a batch are sealed in the same way.'),
    next: text(
      '只写 --resume 和 --out 继续原来的批次，或用 --anew 开始新的。',
      'Give --resume and --out alone to go on as it was, or --anew to begin a new one.',
    ),
  },
  BATCH_LIST_INVALID: {
    what: text('文件清单无法使用。', 'The list of files cannot be used.'),
    why: text(
      '清单应为文本（UTF-8、UTF-16 或 GBK），每行一个文件路径；它是空的，或者不是文本。',
      'It is to be text (UTF-8, UTF-16 or GBK) with one path a line. It is empty, or no text.',
    ),
    next: text(
      '请给出文件夹，或每行一个路径的文本文件。',
      'Name a folder, or a text file with one path a line.',
    ),
  },
};
