import { text } from '../../../electron/shared/texts/bilingual.ts';

/** Texts of what stands beside a seal: the date, and the picture of a handwritten signature. */
export const besideTexts = {
  add: text('随章签入', 'Beside the seal'),
  date: text('日期', 'Date'),
  handwriting: text('手写签名图片…', 'Signature picture…'),
  usualKeyword: text('日期', 'Date'),
  signatureKeyword: text('签字', 'Signature'),
  noSignature: text(
    '手写签名图片，不是电子签名',
    'Picture of a handwritten signature, no electronic signature',
  ),
  dateRow: text(
    (place: string) => `日期 ${place}`,
    (place) => `Date, ${place}`,
  ),
  handwritingRow: text(
    (place: string) => `手写签名图片（不是电子签名）${place}`,
    (place) => `Signature picture (no electronic signature), ${place}`,
  ),
  written: text(
    (date: string) => `将写入 ${date}`,
    (date) => `Will say ${date}`,
  ),
  notInOfd: text(
    'OFD 的签章不带日期和手写签名图片；需要时请在原文档中写好，或改用 PDF。',
    'A seal in an OFD has no date or signature picture beside it: write them into the document first, or use a PDF.',
  ),
  inQueue: text(
    '批量盖章不放手写签名图片：签名只用于本人看过的那一份文件。',
    'A queue puts no signature picture: it is for the one document that the person has read.',
  ),
  planned: text(
    (count: number) => `，另有 ${count} 项随章签入`,
    (count) => `, and ${count} beside them`,
  ),
  where: text('放在哪里', 'Where'),
  wheres: {
    keyword: text('文字后面', 'Behind words'),
    point: text('页面坐标', 'At a point'),
  },
  keyword: text('在哪些文字后面', 'The words'),
  dateHint: text(
    '“日期：  年  月  日”会填入空格，否则写在文字后面；日期是盖章当天',
    'Blanks such as 日期： 年 月 日 are filled in, else it stands behind the words; it is the day of sealing',
  ),
  style: text('日期写法', 'The date is written'),
  styles: {
    words: text('随前面的文字', 'as the words before it'),
    chinese: text('2026年11月29日', '2026年11月29日'),
    iso: text('2026-11-29', '2026-11-29'),
  },
  width: text('宽度（毫米）', 'Width (mm)'),
  ghost: text(
    (what: string) => `${what}，尚未签入。方向键移动 1 毫米，Shift+方向键移动 10 毫米，Delete 移除`,
    (what) => `${what}, not signed yet. Arrow keys move it 1 mm, Shift+arrows 10 mm, Delete removes it`,
  ),
  pad: {
    title: text('手写签名图片', 'Picture of a handwritten signature'),
    hint: text(
      '用鼠标或手写笔在框内签名，或选择一张签名照片。',
      'Sign in the frame with mouse or pen, or choose a photo.',
    ),
    area: text('签名框', 'Frame to sign in'),
    undo: text('撤回一笔', 'Take a stroke back'),
    clear: text('重写', 'Start again'),
    file: text('选择图片…', 'Choose a picture…'),
    use: text('放到页面', 'Put on the page'),
    cancel: text('取消', 'Cancel'),
    unreadable: text(
      '这张图片里看不到签名，请换一张 PNG、JPEG、BMP 或 GIF 图片。',
      'No signature is seen in this picture. Choose another PNG, JPEG, BMP or GIF.',
    ),
  },
};
