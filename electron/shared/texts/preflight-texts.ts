import type { Preflight, PreflightCode, PreflightRow } from '../model/preflight.ts';
import { type Bilingual, type ErrorTexts, text } from './bilingual.ts';

/** What was found in a document before sealing, and what to do. */
export interface PreflightText {
  /** What is in the document, and what may come of it. */
  readonly what: Bilingual<string>;
  readonly next: Bilingual<string>;
}

const EXPORT_ANEW = text(
  '请对方用原软件重新导出为普通 PDF，或自行“打印为 PDF”后再盖章。',
  'Have it exported again as a plain PDF, or print it to PDF, and seal that.',
);
const LOOK = text('请逐页核对后再决定。', 'Look at every page before you decide.');

/** The texts of every finding of the examination before sealing (盖章前体检). */
export const preflightTexts: Readonly<Record<PreflightCode, PreflightText>> = {
  JAVASCRIPT: {
    what: text(
      '文件内含脚本（JavaScript），可在打开或填写时改变显示内容。',
      'The file holds scripts (JavaScript), which can change what is shown when it is opened or filled in.',
    ),
    next: EXPORT_ANEW,
  },
  ACTS_BY_ITSELF: {
    what: text(
      '文件打开、翻页或指针移过时会自动执行动作。',
      'The file acts by itself when it is opened, when pages are turned or when the pointer passes.',
    ),
    next: EXPORT_ANEW,
  },
  CLICK_CHANGES_VIEW: {
    what: text('点击某处会显示或隐藏页面上的内容。', 'A click shows or hides parts of the page.'),
    next: EXPORT_ANEW,
  },
  CLICK_LEAVES_DOCUMENT: {
    what: text(
      '点击某处会打开其他文件、程序，或提交数据。',
      'A click opens another file or a program, or sends data away.',
    ),
    next: text('盖章不涵盖被打开的内容。', 'The seal does not cover what is opened.'),
  },
  LAYER_HIDDEN: {
    what: text(
      '文件有隐藏的图层，或屏幕与打印显示不同的图层；任何阅读器都能切换它。',
      'The file has layers that are hidden, or that differ between screen and print; any reader can switch them.',
    ),
    next: text(
      '请对方合并图层（拼合）后重新导出，再盖章。',
      'Have the layers merged (flattened) and the file exported again, and seal that.',
    ),
  },
  LAYERS: {
    what: text(
      '文件有图层，目前全部可见；阅读器可以隐藏它们。',
      'The file has layers, all of them visible now; a reader can hide them.',
    ),
    next: LOOK,
  },
  ANNOTATION_COVERS_TEXT: {
    what: text(
      '页面上的批注或表单域盖住了文字；移开或隐藏它，看到的内容就不同。',
      'An annotation or a form field on the page covers text; moved or hidden, it leaves another text.',
    ),
    next: text(
      '请对方删除该批注，或拼合后重新导出，再盖章。',
      'Have the annotation removed, or merged into the page, and seal that.',
    ),
  },
  ANNOTATION_OVER_PAGE: {
    what: text(
      '页面上有批注，会随文件一起盖章。',
      'There are annotations on the page; they are sealed with it.',
    ),
    next: text(
      '如不应出现在正式文件中，请先删除。',
      'Remove them first if they do not belong into the final file.',
    ),
  },
  ANNOTATION_HIDDEN: {
    what: text('有隐藏的批注或表单域。', 'There are hidden annotations or form fields.'),
    next: LOOK,
  },
  PRINTED_UNSEEN: {
    what: text(
      '有的内容屏幕上看不到，打印时才出现。',
      'Something cannot be seen on the screen and appears only in print.',
    ),
    next: EXPORT_ANEW,
  },
  APPEARANCE_VARIES: {
    what: text(
      '有的内容有多种外观：指针移上、按下或打印时显示不同。',
      'Something has several looks: it changes under the pointer, when pressed or in print.',
    ),
    next: EXPORT_ANEW,
  },
  SEAL_PLACE_CLAIMED: {
    what: text(
      '页面上有批注冒充某枚印章的一处显示（如骑缝），但没有签章认它。',
      'An annotation on the page pretends to be a place of a seal, such as a slice, and no signature lists it.',
    ),
    next: text(
      '请向对方索取原件，不要在这份文件上盖章。',
      'Ask for the original, and do not seal this file.',
    ),
  },
  TEXT_BENEATH: {
    what: text(
      '页面上有文字被色块或图片盖住；复制或搜索仍可得到这些文字。',
      'Text on the page lies beneath a filled area or a picture; it can still be copied and searched.',
    ),
    next: LOOK,
  },
  PAGE_TRANSITION: {
    what: text('页面设有自动翻页或切换效果。', 'Pages turn by themselves or with an effect.'),
    next: LOOK,
  },
  MULTIMEDIA: {
    what: text(
      '文件内含音视频或三维内容，各阅读器显示不同。',
      'The file holds sound, video or 3D content, which readers show in different ways.',
    ),
    next: LOOK,
  },
  XFA_FORM: {
    what: text(
      '文件含 XFA 表单：Acrobat 与其他阅读器显示的内容可能不同。',
      'The file holds an XFA form: Acrobat may show something else than other readers.',
    ),
    next: EXPORT_ANEW,
  },
  FIELDS_REDRAWN: {
    what: text(
      '表单内容由阅读器自行重画，各阅读器显示可能不同。',
      'Readers redraw the form fields, each in its own way.',
    ),
    next: text(
      '请用原软件拼合表单后重新导出；否则请核对填写内容。',
      'Have the form merged into the pages and exported again, or check what is filled in.',
    ),
  },
  FONT_NOT_EMBEDDED: {
    what: text(
      '字体没有嵌入文件，换一台电脑可能显示为其他字体。',
      'A font is not in the file; another computer may show another one.',
    ),
    next: text('请在导出时选择“嵌入字体”。', 'Export it with embedded fonts.'),
  },
  PARTS_NOT_DRAWN: {
    what: text(
      '页面上有的内容本程序画不出来，您没有看到，盖章却会涵盖它。',
      'Part of a page cannot be drawn here: you have not seen it, and the seal would cover it.',
    ),
    next: text(
      '请用其他 OFD 阅读软件核对这些内容后再决定。',
      'Look at it in another OFD reader before you decide.',
    ),
  },
  READ_TOLERANTLY: {
    what: text(
      '文件有与标准不符的写法，本程序按常见读法打开；其他软件可能读法不同。',
      'The file departs from the standard and is read as is usual; other programs may read it differently.',
    ),
    next: LOOK,
  },
  EXTERNAL_CONTENT: {
    what: text(
      '部分内容不在文件内，而取自其他文件或网址，盖章后仍可被改变。',
      'Part of the content is not in the file but in another one or on the web, and can change after sealing.',
    ),
    next: EXPORT_ANEW,
  },
  SHOWN_ENTRY_UNRESOLVED: {
    what: text(
      '页面要显示的一个对象在文件中并不存在，日后可以补上任意内容，因此不能盖章。',
      'A page shows an object that does not exist in the file. Anything could be put there later, so it is not sealed.',
    ),
    next: EXPORT_ANEW,
  },
  ENTRY_UNRESOLVED: {
    what: text(
      '文件的目录表列出了并不存在的对象，日后可以补上内容。',
      'The object table lists an object that does not exist and could be filled in later.',
    ),
    next: EXPORT_ANEW,
  },
  SHOWN_REFERENCE_DANGLES: {
    what: text(
      '页面引用了文件中没有的对象，日后可以补上内容。',
      'A page refers to an object that is not in the file and could be added later.',
    ),
    next: EXPORT_ANEW,
  },
  UNREACHABLE_CONTENT: {
    what: text('文件中藏有不显示的页面。', 'The file holds pages that are not shown.'),
    next: EXPORT_ANEW,
  },
  KEY_TWICE: {
    what: text(
      '文件中有写了两次的条目，各阅读器取用不同，显示可能不同。',
      'An entry is written twice; readers take one or the other and may show different things.',
    ),
    next: EXPORT_ANEW,
  },
  EARLIER_STATES: {
    what: text(
      '文件保留了修改前的内容，他人可以还原。',
      'The file keeps what it was before it was changed; anybody can bring that back.',
    ),
    next: text(
      '如不愿透露，请用原软件“另存为”新文件后再盖章。',
      'If that is not to be seen, save it as a new file in its own program, and seal that.',
    ),
  },
  EMBEDDED_FILES: {
    what: text(
      '文件内含附件，会随文件一起盖章，但不在页面上显示。',
      'Other files are attached; they are sealed with the file but not shown on its pages.',
    ),
    next: text('请打开附件核对，或先删除。', 'Open and check them, or remove them first.'),
  },
  INVOICE: {
    what: text(
      '这是电子发票（含数电发票），一般不需要另外盖章。',
      'This is an electronic invoice (电子发票, 数电发票), which as a rule needs no further seal.',
    ),
    next: text(
      '电子发票由税务系统开具，与纸质发票同等效力；本单位另有要求时可以继续盖章，收到的原文件请照原样留存。',
      'The tax system issues it, and it counts as one on paper does. Seal it where your company asks for that, and keep the file as you got it.',
    ),
  },
  INVOICE_DATA_DIFFERS: {
    what: text(
      '发票自带的两份数据不一致：文件入口（OFD.xml）所写与附件中的发票数据不同。入口不受签章保护，此处显示附件中的数据。',
      'The invoice carries its data twice, and they differ: what the entry of the file (OFD.xml) says is not what the attached data say. No seal covers the entry, so the attached data are shown.',
    ),
    next: text(
      '请以税务局发票查验平台的查验结果为准；不一致时请开票方重新发送原文件。',
      'Go by the check of the tax office’s platform for invoices; if that differs too, ask the issuer for the original file.',
    ),
  },
  PDFA_HARD_EDGE: {
    what: text(
      '文件声明为 PDF/A-1 归档格式。为保持该格式，印章图案不用透明效果，边缘略硬。',
      'The file says to be PDF/A-1, for archives. To keep it so, the picture of the seal has no transparency; its edges are a little harder.',
    ),
    next: text(
      '是否符合请以归档系统的检查为准。',
      'Whether it conforms is for the archive’s own validator to say.',
    ),
  },
  PDFA_ENDS: {
    what: text(
      '文件声明为 PDF/A-2 或更新的归档格式。该格式只接受 PKCS#7 签名（ISO 19005-2 第 6.4.3 条），加盖国密印章后不再符合。',
      'The file says to be PDF/A-2 or later, for archives. These take PKCS#7 signatures alone (ISO 19005-2, 6.4.3); with a seal of GB/T 38540 it no longer conforms.',
    ),
    next: text(
      '须按 PDF/A 归档时，请改用 PDF/A-1，或另存一份未盖章的归档件。',
      'If it must be archived as PDF/A, use PDF/A-1, or archive the file without the seal as well.',
    ),
  },
  SIGNATURE_INVALID: {
    what: text(
      '文件中已有的签章或签名无效，或签章后文档内容已改变。',
      'A seal or signature that the file already has is invalid, or the document was changed after it was sealed.',
    ),
    next: text(
      '请先验章查明原因，向对方索取未改动的文件；不要在其上加盖。',
      'Verify it to learn the reason and ask for the unchanged file; do not add a seal.',
    ),
  },
  SIGNATURE_UNCONFIRMED: {
    what: text(
      '文件中已有的签章或签名无法确认。',
      'A seal or signature that the file already has cannot be confirmed.',
    ),
    next: text('请先验章查看原因。', 'Verify it first to see why.'),
  },
  NOT_EXAMINED_WHOLE: {
    what: text(
      '文件很大，只检查了前面的部分。',
      'The file is very large; only the first part of it was examined.',
    ),
    next: LOOK,
  },
};

/** The names of the parts of the examination. */
export const partTexts: Readonly<Record<PreflightRow['part'], Bilingual<string>>> = {
  document: text('文档', 'Document'),
  signatures: text('已有签章', 'Earlier seals'),
  key: text('USB Key', 'Key'),
  seal: text('印章', 'Seal'),
  rules: text('证书、名单与管理规定', 'Certificate, lists and rules'),
  approval: text('审批', 'Approval'),
  readers: text('对方所见', 'What a counterpart sees'),
};

/** Stands above the same findings where they are notes of a verdict. */
export const NOTES_TITLE = text(
  '盖章的文档中另有以下情况（不影响签章是否有效）：',
  'The sealed document also has the following (the validity of the seals does not depend on it):',
);

/** What a counterpart sees who opens the sealed file in an ordinary reader. */
export function readersView(rows: Preflight['rows']): Bilingual<string> {
  const isOfd = rows.some(({ part, facts }) => part === 'readers' && facts['format'] === 'ofd');
  return isOfd ? OFD_READERS : PDF_READERS;
}

const OFD_READERS = text(
  '对方用 OFD 阅读软件打开时能看到印章图片，多数能验证国密签章；是否信任制章机构，由对方的软件决定。',
  'In an OFD reader a counterpart sees the picture of the seal, and most of them verify it; whether its maker is trusted is up to that program.',
);

const PDF_READERS = text(
  '对方用 Acrobat 等普通阅读器打开时能看到印章图片；这类阅读器不支持国密算法 SM2，签名会显示“有效性未知”，并非无效。请告知对方用本程序验章。',
  'In Acrobat and other ordinary readers a counterpart sees the picture of the seal; they know no SM2, so they show “validity unknown”, which does not mean invalid. Tell the counterpart to verify with this program.',
);

/** Errors of the examination before sealing. */
export const preflightErrors: ErrorTexts<`PREFLIGHT_${string}`> = {
  PREFLIGHT_NOT_ACCEPTED: {
    what: text(
      '体检发现红色问题，未作盖章或签名。',
      'The examination found red items; nothing was sealed or signed.',
    ),
    why: text(
      '文件中有盖章后仍可改变显示内容的部分，或已有的签章无效；未经您再次明确确认，不会盖章。',
      'Parts of the file can change their look after sealing, or a seal in it is invalid; it is not sealed without a second, explicit yes.',
    ),
    next: text(
      '请先按体检结果处理文件；确需盖章时，逐项确认，确认会记入台账（命令行：--accept 代码）。',
      'Mend the file as the examination says; if it must be sealed, accept each item, which goes on record in the register (command line: --accept CODE).',
    ),
  },
  PREFLIGHT_REFUSED: {
    what: text('体检发现不能盖章的问题。', 'The examination found a reason why it cannot be sealed.'),
    why: text(
      '页面要显示的对象在文件中并不存在，日后可以补上任意内容。',
      'A page shows an object that does not exist in the file; anything could be put there later.',
    ),
    next: text('请对方用原软件重新导出 PDF。', 'Have the PDF exported again by its own program.'),
  },
};
