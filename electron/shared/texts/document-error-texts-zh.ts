import { errorText, type ErrorText } from './error-text.ts';
import type { DocumentErrorCode } from './document-error-code.ts';

/** The original texts. */
export const documentErrorTextsZh: Readonly<Record<DocumentErrorCode, ErrorText>> = {
  FILE_NOT_FOUND: errorText('找不到文件。', '文件可能已被移动、改名或删除。', '请确认文件位置后重新打开。'),
  FILE_UNREADABLE: errorText(
    '文件无法读取。',
    '可能没有读取权限，或所在的磁盘、网络位置已断开。',
    '请检查权限和连接，或把文件复制到本机后重试。',
  ),
  FILE_CHANGED: errorText(
    '处理过程中文件被改动了。',
    '另一个程序在此期间修改了这份文件。',
    '请关闭其他正在使用它的程序，重新打开文件后再试。',
  ),
  FILE_TYPE_UNKNOWN: errorText(
    '无法识别这种文件。',
    '它不是 PDF，也不是印章、签章数据或证书文件。',
    '请选择 PDF、印章（.esl）、签章数据（.dat）或证书文件。',
  ),
  NOT_A_PDF: errorText(
    '这不是 PDF 文件。',
    '文件开头没有 PDF 标记；扩展名可能与内容不符。',
    '请先把文件另存或导出为 PDF，再打开。',
  ),
  PDF_DAMAGED: errorText(
    '这份 PDF 已损坏，不能盖章。',
    '文件结构不符合 PDF 规范；修补会改变原文，因此本程序不修补。',
    '请向对方索取完好的文件，或用原软件重新导出 PDF。',
  ),
  PDF_TRUNCATED: errorText(
    '这份 PDF 不完整，不能盖章。',
    '文件结尾缺失，多半是下载或复制没有完成。',
    '请重新下载或复制完整的文件。',
  ),
  PDF_XREF_DAMAGED: errorText(
    '这份 PDF 的目录表已损坏，不能盖章。',
    '交叉引用表与文件内容对不上。',
    '请用原软件重新导出 PDF，或向对方索取完好的文件。',
  ),
  PDF_JUNK_BEFORE_HEADER: errorText(
    '这份 PDF 的开头有多余数据，不能盖章。',
    'PDF 标记之前有其他内容，签章的范围会因此含糊。',
    '请用原软件重新导出 PDF。',
  ),
  PDF_PAGE_TREE_DAMAGED: errorText(
    '这份 PDF 的页面结构已损坏，不能盖章。',
    '页面目录缺失、循环或互相矛盾。',
    '请用原软件重新导出 PDF。',
  ),
  PDF_OBJECT_NUMBER_TOO_LARGE: errorText(
    '这份 PDF 的对象编号异常，不能盖章。',
    '对象编号超出允许范围，文件可能是恶意构造的。',
    '请核实文件来源，并向对方索取正常导出的 PDF。',
  ),
  PDF_UNSUPPORTED_FILTER: errorText(
    '这份 PDF 用了本程序读不了的压缩方式，不能盖章。',
    '文件的结构数据用了少见的编码。',
    '请用原软件另存为普通 PDF 后重试。',
  ),
  PDF_ENCRYPTED: errorText(
    '这份 PDF 已加密，暂不能盖章。',
    '文件设有口令或权限保护。',
    '请向文件的制作者索取未加密的版本。',
  ),
  PDF_PERMISSION_DENIED: errorText(
    '这份 PDF 不允许签章。',
    '制作者设置的权限禁止添加签章。',
    '请向制作者索取允许签章的版本。',
  ),
  PDF_CERTIFIED_NO_CHANGES: errorText(
    '这份 PDF 已被认证，不允许再改动。',
    '认证者声明之后的任何改动（包括盖章）都会使认证失效。',
    '请向认证者索取允许后续签章的版本。',
  ),
  PDF_DYNAMIC_FORM: errorText(
    '这份 PDF 是动态表单，不能盖章。',
    '它的页面由 XFA 表单在打开时生成，没有固定的版面可盖。',
    '请在原软件中打印或导出为普通 PDF 后再盖章。',
  ),
  PAGE_NOT_FOUND: errorText('没有这一页。', '页码超出了文档的页数。', '请选择文档中已有的页。'),
  SEAL_OFF_PAGE: errorText('印章超出了页面。', '印章有一部分落在页面之外。', '请把印章移到页面之内。'),
  FIELD_NOT_FOUND: errorText(
    '找不到这个签名域。',
    '文档中没有这个名称的签名域。',
    '请选择列表中的签名域，或直接在页面上盖章。',
  ),
  FIELD_ALREADY_SIGNED: errorText(
    '这个签名域已经签过。',
    '同一个签名域只能签一次。',
    '请选择空白的签名域，或在页面其他位置盖章。',
  ),
  FIELD_LOCKED: errorText(
    '这个签名域已被锁定。',
    '先前的签章把它锁定了。',
    '请选择其他签名域，或联系先前的签章人。',
  ),
  OUTPUT_EXISTS: errorText(
    '同名文件已存在，没有覆盖。',
    '本程序从不覆盖已有文件。',
    '请换一个文件名或文件夹后重试。',
  ),
  OUTPUT_UNWRITABLE: errorText(
    '无法写入新文件。',
    '所在文件夹只读，或没有写入权限。',
    '请把原文件复制到可写的文件夹后再盖章。',
  ),
  DISK_FULL: errorText(
    '磁盘空间不足，没有写入新文件。',
    '剩余空间放不下盖章后的文件。',
    '请清理磁盘空间后重试。',
  ),
  OUTPUT_CHECK_FAILED: errorText(
    '写好的文件没有通过检查，已删除。',
    '写入后复核签章时发现不一致。',
    '原文件未改动。请重试；若再次出现，请检查磁盘并联系技术支持。',
  ),
};
