import type { zhCn } from './zh-cn.ts';

/** The shape of the original, with any string in place of its strings. */
export type Messages = typeof zhCn;
