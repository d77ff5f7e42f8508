import type { ErrorCode } from '../errors.ts';
import { text, type ErrorTexts } from './bilingual.ts';

/** Codes of files that are converted to PDF before they are sealed. */
export type ConversionError =
  | Extract<ErrorCode, `OFFICE_${string}` | `PICTURE_${string}`>
  | 'FILE_IS_OFFICE_DOCUMENT'
  | 'FILE_IS_PICTURE'
  | 'FILE_NEEDS_NO_CONVERSION';

/** Errors of office documents and pictures. */
export const conversionErrors: ErrorTexts<ConversionError> = {
  FILE_IS_OFFICE_DOCUMENT: {
    what: text('这是 Word、Excel 或 WPS 文档。', 'This is a document of Word, Excel or WPS.'),
    why: text(
      '印章盖在版式固定的 PDF 上，办公文档打开时版式可能改变。',
      'A seal is put on a PDF, whose pages are fixed; the pages of an office document may change whenever it is opened.',
    ),
    next: text(
      '请先转换为 PDF（命令行用 sealdesk convert），或在办公软件中“输出为 PDF”，逐页核对后再盖章。',
      'Convert it to PDF first (on the command line: sealdesk convert), or export it in your office program, and check every page before sealing.',
    ),
  },
  FILE_IS_PICTURE: {
    what: text('这是图片。', 'This is a picture.'),
    why: text('印章盖在 PDF 上。', 'A seal is put on a PDF.'),
    next: text(
      '请先转换为 PDF（命令行用 sealdesk convert），核对后再盖章。',
      'Convert it to PDF first (on the command line: sealdesk convert), and check it before sealing.',
    ),
  },
  FILE_NEEDS_NO_CONVERSION: {
    what: text('这已经是 PDF，不需要转换。', 'This is a PDF already and needs no conversion.'),
    why: text('转换会改变原文。', 'Converting it would change the original.'),
    next: text('请直接打开它。', 'Open it as it is.'),
  },
  OFFICE_PROGRAM_MISSING: {
    what: text(
      '这台电脑上没有找到能转换文档的办公软件。',
      'No office program that converts documents was found on this computer.',
    ),
    why: text(
      '印签台自己不排版，要由 LibreOffice 转换。',
      'SealDesk does not lay out such documents itself; LibreOffice converts them.',
    ),
    next: text(
      '请在 Word 或 WPS 中打开文档，“输出为 PDF”后用印签台打开；也可以请管理员安装 LibreOffice。',
      'Open the document in Word or WPS, export it as PDF and open that here; or ask your administrator to install LibreOffice.',
    ),
  },
  OFFICE_PROGRAM_HUNG: {
    what: text(
      '办公软件没有在规定时间内转换完，已停止。',
      'The office program did not finish in time and was ended.',
    ),
    why: text(
      '文档可能很大，或使办公软件卡住。没有生成文件。',
      'The document may be very large, or it makes the program hang. No file was made.',
    ),
    next: text(
      '请用办公软件自己打开并“输出为 PDF”；命令行可用 --seconds 给更多时间。',
      'Open it in the office program and export it as PDF there; the command line allows more time by --seconds.',
    ),
  },
  OFFICE_PROGRAM_FAILED: {
    what: text('办公软件在转换时出错退出。', 'The office program failed while it converted the document.'),
    why: text(
      '文档可能已损坏，或含有办公软件处理不了的内容。没有生成文件。',
      'The document may be damaged, or hold what the program cannot deal with. No file was made.',
    ),
    next: text(
      '请用办公软件自己打开核对，能打开的话在其中“输出为 PDF”；打不开请向对方索取完好的文件。',
      'Open it in the office program: if it opens, export it as PDF there; otherwise ask for an intact file.',
    ),
  },
  OFFICE_WROTE_NOTHING: {
    what: text('办公软件没有生成 PDF。', 'The office program made no PDF.'),
    why: text(
      '文档可能设有文件密码、已损坏，或者不是它能读的格式。',
      'The document may have a password, be damaged, or be of a kind that it cannot read.',
    ),
    next: text(
      '请用办公软件自己打开核对，并在其中“输出为 PDF”。',
      'Open it in the office program, and export it as PDF there.',
    ),
  },
  OFFICE_DOCUMENT_PROTECTED: {
    what: text('这份文档设有文件密码。', 'This document has a password.'),
    why: text('印签台不把文件密码交给其他程序。', 'SealDesk hands no password to another program.'),
    next: text(
      '请用办公软件输入文件密码打开，“输出为 PDF”后再用印签台打开。',
      'Open it by its password in your office program, export it as PDF, and open that here.',
    ),
  },
  OFFICE_DOCUMENT_TOO_LARGE: {
    what: text('文件太大，不能在这里转换。', 'The file is too large to be converted here.'),
    why: text('转换的上限是 300 MB。', 'At most 300 MB are converted.'),
    next: text(
      '请用办公软件“输出为 PDF”，或把文件拆成几份。',
      'Export it as PDF in your office program, or split it.',
    ),
  },
  PICTURE_DAMAGED: {
    what: text('图片已损坏，没有转换。', 'The picture is damaged and was not converted.'),
    why: text('它的内容不完整，或与格式不符。', 'Its content is incomplete, or does not fit its format.'),
    next: text(
      '请重新扫描或拍摄，或向对方索取完好的图片。',
      'Scan or take it again, or ask for an intact one.',
    ),
  },
  PICTURE_TOO_LARGE: {
    what: text('图片的像素太多，没有转换。', 'The picture has too many pixels and was not converted.'),
    why: text(
      '一页 A4 用 300 dpi 扫描约 900 万像素；这张图片远超所需。',
      'An A4 page scanned at 300 dpi has nine million pixels; this has far more than that.',
    ),
    next: text('请用 300 dpi 重新扫描，或缩小图片。', 'Scan it at 300 dpi, or make the picture smaller.'),
  },
};
