import { type Bilingual, text } from './bilingual.ts';

/** What a part of an OFD could change, by its role: the fact that stands below the outcome. */
export const ofdRoleTexts: Readonly<Record<string, Bilingual<string>>> = {
  document: text(
    '页面的顺序、大小和所用的全部文件',
    'the pages, their order and sizes, and all files they use',
  ),
  page: text('页面的文字和图形', 'the words and drawings of a page'),
  template: text('页面的底版文字和图形', 'the words and drawings beneath a page'),
  resources: text('所用的字体、图像和颜色', 'which fonts, pictures and colours are used'),
  font: text('字形：同样的文字显示成别的字', 'the shapes of letters, so that words read otherwise'),
  media: text('页面上的图像', 'a picture on a page'),
  profile: text('颜色', 'colours'),
  annotations: text('哪些批注显示在页面上', 'which annotations a page shows'),
  'other-reading': text(
    '其他阅读器可能按另一种路径解析而显示的内容',
    'what other readers show, which follow paths in another way',
  ),
  renamed: text(
    '文件名与签章时不同，其他阅读器可能找不到它的内容',
    'what other readers do not find, since its name is not the one that was signed',
  ),
  stray: text(
    '文档没有引用、但其他阅读器可能显示的内容',
    'what other readers might show, though the document does not name it',
  ),
  'page-annotations': text('页面上的批注、图样和遮盖', 'annotations, and what covers a page'),
};

/** Where the part that names the documents may lead: the fact that stands below the outcome. */
export const ofdEntryTexts: Readonly<Record<string, Bilingual<string>>> = {
  documents: text('另有文档', 'a further document'),
  versions: text('另有版本', 'further versions'),
  elements: text('有标准以外的内容', 'something that the standard does not know'),
  root: text('有不止一个可作入口的文件', 'more than one file that could be the document'),
};
