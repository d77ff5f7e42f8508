import type { SealingState } from '../model/sealing-batch.ts';
import { inEachLanguage, text, type Bilingual } from './bilingual.ts';

/** What became of a document of a batch, in one word. */
const states: Readonly<Record<SealingState, Bilingual<string>>> = {
  waiting: text('待检查', 'Not checked'),
  converting: text('转换中', 'Converting'),
  checking: text('检查中', 'Checking'),
  ready: text('可盖章', 'Ready'),
  refused: text('不能盖章', 'Refused'),
  sealing: text('盖章中', 'Sealing'),
  sealed: text('已盖章', 'Sealed'),
  failed: text('未盖成', 'Failed'),
  leftOut: text('未处理', 'Left out'),
};

/** The columns of the results as a table. */
const columns = {
  number: text('序号', 'No.'),
  file: text('文件', 'File'),
  folder: text('文件夹', 'Folder'),
  pages: text('页数', 'Pages'),
  hits: text('盖章处数', 'Places'),
  state: text('结果', 'Result'),
  reason: text('原因', 'Reason'),
  output: text('盖章后的文件', 'Sealed file'),
  sealedAt: text('盖章时间', 'Sealed at'),
  trustedTime: text('可信时间', 'Trusted time'),
  sm3Before: text('盖章前 SM3', 'SM3 before'),
  sm3After: text('盖章后 SM3', 'SM3 after'),
  code: text('代码', 'Code'),
} as const;

export type ResultColumn = keyof typeof columns;

/** Words of batches that window, command line and tables share. */
export const batchTexts = inEachLanguage({ states, columns });
