import type { OfdViewCode } from '../model/ofd-view.ts';
import { type Bilingual, text } from './bilingual.ts';

/** What is said of a part of an OFD that is not drawn as its file says. */
export interface OfdViewText {
  /** The word that stands on the page in its place. */
  readonly mark: Bilingual<string>;
  /** What it is, and what may be missing from the page. */
  readonly what: Bilingual<string>;
  readonly next: Bilingual<string>;
}

const ASK = text(
  '请向文件出具方索取完整文件，或用其原软件打开核对。',
  'Ask whoever made the file for a whole one, or compare with the program that made it.',
);
const COMPARE = text(
  '盖章或依据此页作决定前，请用原软件打开核对。',
  'Before you seal the page or rely on it, compare with the program that made it.',
);
const ONLY_LOOKS = text(
  '文字内容和位置不变，仅字形不同，一般无需处理。',
  'Words and places are the same, only the shapes of letters differ: usually nothing has to be done.',
);

/** The texts of all that a page may lack. */
export const ofdViewTexts: Readonly<Record<OfdViewCode, OfdViewText>> = {
  PAGE_DAMAGED: {
    mark: text('页面损坏', 'page damaged'),
    what: text('页面内容损坏，无法显示。', 'The content of the page is damaged and is not shown.'),
    next: ASK,
  },
  TEMPLATE_DAMAGED: {
    mark: text('模板损坏', 'template damaged'),
    what: text(
      '页面使用的模板损坏，其内容未显示。',
      'A template of the page is damaged: what it holds is not shown.',
    ),
    next: ASK,
  },
  ANNOTATION_DAMAGED: {
    mark: text('注释损坏', 'annotation damaged'),
    what: text('页面的注释损坏，未显示。', 'Annotations of the page are damaged and are not shown.'),
    next: ASK,
  },
  OBJECT_UNKNOWN: {
    mark: text('未知对象', 'unknown object'),
    what: text(
      '页面含有标准中没有或本程序不支持的对象，未显示。',
      'The page holds an object that the standard or this program does not know: it is not shown.',
    ),
    next: COMPARE,
  },
  PATH_DAMAGED: {
    mark: text('图形损坏', 'path damaged'),
    what: text(
      '一处图形的数据损坏，只画出了可读的部分。',
      'The data of a path are damaged: it is drawn as far as they can be read.',
    ),
    next: COMPARE,
  },
  TEXT_DAMAGED: {
    mark: text('文字损坏', 'text damaged'),
    what: text('一处文字没有有效字号，未显示。', 'A text has no size and is not shown.'),
    next: COMPARE,
  },
  FONT_MISSING: {
    mark: text('字体缺失', 'font missing'),
    what: text(
      '文字引用的字体未在文件中定义，已用其他字体显示。',
      'A text names a font that the file does not define: it is shown in another one.',
    ),
    next: COMPARE,
  },
  FONT_DAMAGED: {
    mark: text('字体损坏', 'font damaged'),
    what: text(
      '嵌入字体缺失或损坏，已用其他字体显示；字形可能不同。',
      'A font that the file should carry is missing or damaged: the text is shown in another one and may look different.',
    ),
    next: COMPARE,
  },
  FONT_REPLACED: {
    mark: text('字体替换', 'font replaced'),
    what: text(
      '文件未嵌入此字体，已用其他字体显示。',
      'The file does not carry this font: another one is shown in its place.',
    ),
    next: ONLY_LOOKS,
  },
  FONT_RESTRICTED: {
    mark: text('字体不可嵌入', 'font not embeddable'),
    what: text(
      '本机有此字体，但其许可不允许嵌入文档，已用其他字体显示。',
      'This computer has the font, but its licence does not allow it in documents: another one is shown in its place.',
    ),
    next: ONLY_LOOKS,
  },
  CHARACTER_MISSING: {
    mark: text('缺字', 'letter missing'),
    what: text(
      '字体中没有此字，已用其他字体代替，或可能未显示。',
      'The font lacks this character: it is shown in another one, or may not be shown.',
    ),
    next: COMPARE,
  },
  IMAGE_MISSING: {
    mark: text('图像缺失', 'picture missing'),
    what: text('文件中没有此图像。', 'The file does not hold this picture.'),
    next: ASK,
  },
  IMAGE_UNSUPPORTED: {
    mark: text('图像格式不支持', 'picture not supported'),
    what: text(
      '图像的格式不受支持，未显示。',
      'The picture is of a kind that is not supported, and is not shown.',
    ),
    next: COMPARE,
  },
  IMAGE_DAMAGED: {
    mark: text('图像损坏', 'picture damaged'),
    what: text('图像损坏，未显示。', 'The picture is damaged and is not shown.'),
    next: ASK,
  },
  IMAGE_UNSOUND: {
    mark: text('图像不完整', 'picture not whole'),
    what: text(
      '图像数据不完整，或与其校验值不符：此处可能只显示一部分，其他软件可能显示不同，或不显示。',
      'The data of the picture end early, or do not fit their check sums: part of it may be shown here, and something else or nothing in other programs.',
    ),
    next: ASK,
  },
  IMAGE_TOO_LARGE: {
    mark: text('图像过大', 'picture too large'),
    what: text('图像过大，未显示。', 'The picture is too large and is not shown.'),
    next: COMPARE,
  },
  COMPOSITE_MISSING: {
    mark: text('复合对象缺失', 'composite missing'),
    what: text(
      '页面引用的复合图元不存在，未显示。',
      'The page names a composite that the file does not hold.',
    ),
    next: ASK,
  },
  NESTED_TOO_DEEP: {
    mark: text('嵌套过深', 'nested too deep'),
    what: text(
      '对象循环引用或嵌套过深，其余部分未显示。',
      'Objects name each other in a circle, or are nested too deep: the rest is not shown.',
    ),
    next: ASK,
  },
  COLOUR_UNSUPPORTED: {
    mark: text('颜色未识别', 'colour unknown'),
    what: text(
      '颜色、底纹或渐变无法识别，对应的区域可能未填充。',
      'A colour, pattern or shading cannot be read: what it fills may be left empty.',
    ),
    next: COMPARE,
  },
  STAMP_NOT_DRAWN: {
    mark: text('印章图像无法显示', 'seal picture not shown'),
    what: text(
      '签章的图像无法显示，已标出其位置。',
      'The picture of a seal cannot be shown: its place is marked.',
    ),
    next: text('请查看验证结果。', 'See what the verification says.'),
  },
};
