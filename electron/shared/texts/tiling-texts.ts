import type { TilingRule } from '../model/tiling-rule.ts';
import { type Bilingual, text } from './bilingual.ts';

/** What is wrong with a revision that was added after sealing: the fact that stands below the outcome. */
export const tilingTexts: Readonly<Record<TilingRule, Bilingual<string>>> = {
  unlistedBytes: text('未列入交叉引用的数据', 'data that no cross-reference section lists'),
  comment: text('夹带注释', 'a comment'),
  objectForm: text('所列位置没有完整的对象', 'no complete object at the place that is listed'),
  duplicateKey: text('字典中有重复的键', 'a key that a dictionary has twice'),
  streamLength: text('数据流的长度不实', 'a stream whose stated length is wrong'),
  objectStream: text('对象流中有未列出的对象', 'an object in an object stream that is not listed'),
  entryPlace: text('条目指向本次追加以外的位置', 'an entry that leads elsewhere than into this addition'),
  tableForm: text('交叉引用表的写法不规范', 'the form of the cross-reference table'),
  sectionStreamForm: text('交叉引用流的写法不规范', 'the form of the cross-reference stream'),
  size: text('/Size 不正确', 'a wrong /Size'),
  previous: text('/Prev 没有指向上一版本', 'a /Prev that does not lead to the version before'),
  hybrid: text('表外另有隐藏的交叉引用流', 'a cross-reference stream hidden beside the table'),
  duplicateNumber: text('同一对象列出两次', 'an object that is listed twice'),
  ending: text('文件结尾的写法不规范', 'the form of the file’s ending'),
  objectText: text('数据中藏有对象的文本', 'the text of an object hidden in data'),
  linearizedLength: text('线性化长度恰为追加后的长度', 'a linearized length that is that of the longer file'),
};
