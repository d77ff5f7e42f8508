import type { ErrorCode } from '../errors.ts';
import { text, type ErrorTexts } from './bilingual.ts';
import type { OfdSealingError } from './ofd-sealing-errors.ts';

/** Errors of OFD packages (GB/T 33190): what keeps one from being opened. */
export const ofdErrors: ErrorTexts<Exclude<ErrorCode & `OFD_${string}`, OfdSealingError>> = {
  OFD_DAMAGED: {
    what: text('这份 OFD 已损坏，不能打开。', 'This OFD is damaged and cannot be opened.'),
    why: text(
      '压缩包不完整或与自身的目录不符，或缺少文档入口；修补会改变原文，因此本程序不修补。',
      'Its archive is incomplete or does not fit its own directory, or it has no entry to a document. Repairing would change the original, so it is not repaired.',
    ),
    next: text(
      '请重新下载或复制，或向对方索取完好的文件。',
      'Download or copy it again, or ask for an intact file.',
    ),
  },
  OFD_AMBIGUOUS: {
    what: text('这份 OFD 有两种读法，不能打开。', 'This OFD can be read in two ways and is not opened.'),
    why: text(
      '压缩包里有同名或几乎同名的文件、解压后变成别物的文件、前后不一致的记录、不属于任何文件的数据，或断成几截的文字；不同的阅读软件会显示不同的内容，常为伪造而制作。',
      'Its archive has files of the same or nearly the same name, files that unpack to something else, records that contradict each other, data that belongs to no file, or texts in pieces. Readers would show different contents; such files are often made to deceive.',
    ),
    next: text(
      '请勿信任该文件；请核实来源，向制作者索取重新生成的文件。',
      'Do not trust it. Check where it comes from and ask its maker to produce it anew.',
    ),
  },
  OFD_UNSUPPORTED: {
    what: text('这份 OFD 用了本程序不支持的压缩方式。', 'This OFD is packed in a way that is not supported.'),
    why: text(
      '它用了少见的压缩算法、分卷，或大于 4 GB 的格式（zip64）。',
      'It uses a rare compression, several volumes, or the form for more than 4 GB (zip64).',
    ),
    next: text(
      '请用原软件另存为普通 OFD 后重试。',
      'Save it as an ordinary OFD in the program it was made with, and try again.',
    ),
  },
  OFD_ENCRYPTED: {
    what: text(
      '这份 OFD 已加密，不能打开、盖章或验章。',
      'This OFD is encrypted; it can be neither opened, sealed nor verified.',
    ),
    why: text(
      '它用口令或收件人的证书加密（GM/T 0099），本程序不解密；解密的人不同，显示的内容也可能不同。',
      'It is encrypted by a password or for certificates of its recipients (GM/T 0099), which is not supported; what it shows may depend on who decrypts it.',
    ),
    next: text('请向文件的制作者索取未加密的版本。', 'Ask its maker for a version without encryption.'),
  },
  OFD_XML_DAMAGED: {
    what: text('这份 OFD 里有损坏的描述文件。', 'A description inside this OFD is damaged.'),
    why: text(
      '某个 XML 文件不合语法或编码不对，各种阅读软件会有不同的读法。',
      'One of its XML files breaks the rules of XML or is in a wrong encoding; readers would differ in what they make of it.',
    ),
    next: text(
      '请用原软件重新生成 OFD，或向对方索取完好的文件。',
      'Make the OFD again with the program it was made with, or ask for an intact file.',
    ),
  },
  OFD_XML_FORBIDDEN: {
    what: text(
      '这份 OFD 里有不允许的 XML 内容，不能打开。',
      'This OFD holds XML that is not allowed, and is not opened.',
    ),
    why: text(
      '描述文件里有文档类型声明、实体、包含或处理指令；标准的 OFD 用不到，它们常用来引入外部内容或耗尽资源。',
      'A description declares a document type, entities, inclusions or processing instructions. OFD needs none of them; they serve to bring in foreign content or to exhaust a computer.',
    ),
    next: text(
      '请勿信任该文件；请核实来源，向制作者索取重新生成的文件。',
      'Do not trust it. Check where it comes from and ask its maker to produce it anew.',
    ),
  },
  OFD_PART_MISSING: {
    what: text('这份 OFD 缺少文件，不能打开。', 'This OFD lacks a part and cannot be opened.'),
    why: text(
      '文档或页面的描述文件不在包里。',
      'The description of its document or of a page is not in the package.',
    ),
    next: text(
      '请向对方索取完整的文件，或用原软件重新生成 OFD。',
      'Ask for the whole file, or make the OFD again with the program it was made with.',
    ),
  },
  OFD_PAGES_DAMAGED: {
    what: text('这份 OFD 的页面结构已损坏。', 'The pages of this OFD are damaged.'),
    why: text(
      '没有页面、页面编号重复，或页面尺寸缺失、不合理。',
      'It has no pages, two pages of one number, or a page whose size is absent or absurd.',
    ),
    next: text(
      '请用原软件重新生成 OFD，或向对方索取完好的文件。',
      'Make the OFD again with the program it was made with, or ask for an intact file.',
    ),
  },
};
