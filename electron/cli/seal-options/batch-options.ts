import { Option } from '@commander-js/extra-typings';
import type { Language } from '../../shared/model/app-info.ts';
import { DEFAULT_OUTPUT_PATTERN } from '../../shared/model/sealing-batch.ts';
import type { particularsOf, pinSourceOf } from '../arguments.ts';
import type { PasswordInput } from '../ask/password-input.ts';

// Options of sealing many documents at once.

export const batchOption = new Option(
  '--batch <folder|list>',
  '批量盖章：文件夹，或每行一个路径的文本文件；-o 为输出文件夹 seal many: a folder, or a text file with one path a line; -o names a folder',
);

export const recursiveOption = new Option(
  '-r, --recursive',
  '包括子文件夹 the folders within the folder too',
);

export const patternOption = new Option(
  '--pattern <pattern>',
  `输出文件名，默认 ${DEFAULT_OUTPUT_PATTERN} names of outputs, of {name}, {date}, {time}, {number} and text`,
);

export const csvOption = new Option(
  '--csv <file>',
  '结果汇总表，不覆盖 a table of the results; none is replaced',
);

export const resumeOption = new Option(
  '--resume',
  '继续 -o 文件夹中未完成的批次 go on with the unfinished batch of the folder -o',
);

export const anewOption = new Option(
  '--anew',
  '放弃未完成的批次，重新开始 give an unfinished batch up and begin a new one',
);

export const againOption = new Option(
  '--again',
  '已由这枚印章盖过的文件也盖 seal files too that this seal has sealed already',
);

export const convertOption = new Option(
  '--convert',
  '先把办公文档和图片转换为 PDF convert office documents and pictures to PDF first',
);

/** The options of `seal` that a batch reads. */
export type BatchOptions = Parameters<typeof particularsOf>[0] &
  ConstructorParameters<typeof PasswordInput>[0] &
  Parameters<typeof pinSourceOf>[0] & {
    readonly out: string;
    readonly batch?: string | undefined;
    readonly recursive?: boolean | undefined;
    readonly pattern?: string | undefined;
    readonly csv?: string | undefined;
    readonly language: Language;
    readonly resume?: boolean | undefined;
    readonly anew?: boolean | undefined;
    readonly again?: boolean | undefined;
    readonly convert?: boolean | undefined;
    readonly approval?: string | undefined;
    readonly sealFile?: string | undefined;
    readonly preset?: string | undefined;
    readonly lastPlacement?: boolean | undefined;
    readonly accept?: readonly string[] | undefined;
    readonly reason?: string | undefined;
    readonly timeStamp: boolean;
    readonly lock?: boolean | undefined;
    readonly lastTry?: boolean | undefined;
    readonly dryRun?: boolean | undefined;
    readonly json?: boolean | undefined;
  };
