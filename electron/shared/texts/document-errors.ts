import type { ErrorCode } from '../errors.ts';
import { text, type ErrorTexts } from './bilingual.ts';
import type { ConversionError } from './conversion-errors.ts';
import type { EncryptionError } from './encryption-errors.ts';

/** Errors of files and documents: what cannot be read, sealed or written. */
export const documentErrors: ErrorTexts<
  | Exclude<`FILE_${string}` & ErrorCode, EncryptionError | ConversionError>
  | Exclude<`PDF_${string}` & ErrorCode, EncryptionError>
  | `OUTPUT_${string}`
  | 'NOT_A_PDF'
  | 'SEAL_NOT_PUBLISHED'
  | 'DISK_FULL'
  | `LINK_${string}`
  | `TEXT_${string}`
  | 'DEMO_NOT_INSTALLED'
> = {
  LINK_NOT_OPENED: {
    what: text('链接没有打开。', 'The link was not opened.'),
    why: text(
      '只打开网页（http、https）和邮件地址；过长的、带用户名的和其他种类的链接不打开。也可能是系统里没有能打开它的程序。',
      'Only web pages (http, https) and mail addresses are opened, none that is very long or holds a user name. Or the system has no program for it.',
    ),
    next: text(
      '确实需要时，请向文件的提供方索取地址，用浏览器打开。',
      'If you need it, ask who sent the document for the address, and open it in a browser.',
    ),
  },
  LINK_INVALID: {
    what: text('没有按链接打开文件。', 'The link was not followed.'),
    why: text(
      '链接的格式不对。只接受打开、验章和审批三种链接，文件须是 https 地址或本机、共享文件夹里的 PDF、OFD（审批为 .sealrequest），不得带用户名。',
      'It is not well formed. A link may open, verify or approve; its file is an https address, or a PDF or OFD (for an approval a .sealrequest) on this computer or a share, without a user name.',
    ),
    next: text(
      '如果是单位的办公系统给出的链接，请把下面的原因告诉管理员；来历不明的，不必理会。',
      'If an office system of yours gave out the link, tell its administrator the reason below. Leave one that you do not know.',
    ),
  },
  LINK_NOT_FETCHED: {
    what: text('链接里的文件没有下载。', 'The file of the link was not downloaded.'),
    why: text(
      '服务器没有给出文件：可能需要登录、文件已不在、证书不受信任、网络不通，或文件超过 64 MB。不跟随转向其他地址。',
      'The server gave no file: it may ask for a login, not have the file any more, have a certificate that is not trusted, be out of reach, or the file exceeds 64 MB. Redirections are not followed.',
    ),
    next: text(
      '请在浏览器里下载这个文件，再用本程序打开。',
      'Download the file in a browser and open it here.',
    ),
  },
  TEXT_NOT_COPIED: {
    what: text('文字没有复制到剪贴板。', 'The text was not copied.'),
    why: text(
      '系统没有接受这次复制，剪贴板可能正被其他程序占用；也可能取出文字花了太长时间。',
      'The system did not take it: another program may be using the clipboard. Or gathering the text took too long.',
    ),
    next: text(
      '请再按一次 Ctrl+C；文档很长时先选一部分。',
      'Press Ctrl+C again; of a long document select a part.',
    ),
  },
  TEXT_TOO_LONG: {
    what: text('文字太多，没有复制。', 'The text is too long and was not copied.'),
    why: text('一次最多复制两千万个字符。', 'At most 20 million characters are copied at once.'),
    next: text('请选一部分页面再复制。', 'Select some of the pages and copy them.'),
  },
  TEXT_NONE: {
    what: text('选中的页面没有文字可复制。', 'The selected pages hold no text to copy.'),
    why: text('扫描件的页面是图片，文字不在其中。', 'Pages that were scanned are pictures without text.'),
    next: text(
      '需要文字时，请向制作者索取原文件，或用文字识别软件。',
      'If you need the text, ask its maker for the original, or use a program that recognises text.',
    ),
  },
  FILE_NOT_FOUND: {
    what: text('找不到文件。', 'The file was not found.'),
    why: text('文件可能已被移动、改名或删除。', 'It may have been moved, renamed or deleted.'),
    next: text('请确认文件位置后重新打开。', 'Check where the file is and open it again.'),
  },
  FILE_UNREADABLE: {
    what: text('文件无法读取。', 'The file cannot be read.'),
    why: text(
      '可能没有读取权限，或所在的磁盘、网络位置已断开。',
      'You may lack the right to read it, or its disk or network place is disconnected.',
    ),
    next: text(
      '请检查权限和连接，或把文件复制到本机后重试。',
      'Check the rights and the connection, or copy the file to this computer first.',
    ),
  },
  FILE_NOT_REGULAR: {
    what: text('这不是普通文件，不能打开。', 'This is no ordinary file and is not opened.'),
    why: text(
      '该路径是文件夹、管道、设备或套接字，读取它可能会一直等待。',
      'The path leads to a folder, pipe, device or socket, and reading it could wait for ever.',
    ),
    next: text('请选择一个普通文件。', 'Choose an ordinary file.'),
  },
  FILE_OVER_BUDGET: {
    what: text(
      '文件超出处理上限，未作判断。',
      'The file costs more work than is spent on one file, and was not judged.',
    ),
    why: text(
      '解压后的大小、对象数量或嵌套层数等超出固定上限。正常文件远低于上限；这类文件常为消耗电脑资源而制作。',
      'What it unpacks to, its number of objects, its nesting or the like is beyond a fixed limit. Ordinary files stay far below; such files are usually made to exhaust a computer.',
    ),
    next: text(
      '请勿信任该文件。请向对方索取重新生成的文件，或把文件交给技术支持。',
      'Do not trust the file. Ask the sender to make it anew, or hand it to your support.',
    ),
  },
  FILE_HELD: {
    what: text('文件正被其他程序占用。', 'Another program holds the file.'),
    why: text(
      '可能正在 PDF 阅读器或办公软件中打开，或正被安全软件扫描、被网盘同步；本程序已多次重试。',
      'It may be open in a PDF reader or an office program, or a scanner or a program that synchronises is at it. Several tries failed.',
    ),
    next: text(
      '原有文件没有丢失。请关闭打开它的程序，稍候重试；经常出现时，请把所在文件夹加入安全软件和网盘的例外。',
      'No file was lost. Close the program that has it open and try again in a moment; if it happens often, exempt the folder from scanning and synchronising.',
    ),
  },
  FILE_STALLED: {
    what: text('文件读不下去，未作判断。', 'Reading the file came to a halt, and it was not judged.'),
    why: text(
      '读取半分钟没有任何进展，常见于网络盘断开或移动存储器故障。',
      'Reading made no progress for half a minute: a network share is gone, or a drive is failing.',
    ),
    next: text(
      '请检查网络盘或存储器，或把文件复制到本机后再试。',
      'Check the share or the drive, or copy the file to this computer and try again.',
    ),
  },
  FILE_CHANGED: {
    what: text('文件在打开之后被改动或替换了。', 'The file was changed or replaced after it was opened.'),
    why: text(
      '现在的文件可能与您看到的不同，因此没有盖章，也没有使用口令。',
      'It may no longer be what you saw, so nothing was sealed and the PIN was not used.',
    ),
    next: text(
      '请关闭其他正在使用它的程序，重新打开文件，核对内容后再试。',
      'Close other programs that use it, open it again, look at its content and retry.',
    ),
  },
  FILE_TYPE_UNKNOWN: {
    what: text('无法识别这种文件。', 'This kind of file is not known.'),
    why: text(
      '它不是 PDF 或 OFD，也不是印章、签章数据或证书文件。',
      'It is no PDF or OFD, and no seal, seal signature or certificate.',
    ),
    next: text(
      '请选择 PDF、OFD、印章（.esl）、签章数据（.dat）或证书文件。',
      'Choose a PDF, an OFD, a seal (.esl), a signature (.dat) or a certificate.',
    ),
  },
  NOT_A_PDF: {
    what: text('这不是 PDF 或 OFD 文件。', 'This is no PDF or OFD file.'),
    why: text(
      '文件开头没有 PDF 或 OFD 的标记；扩展名可能与内容不符。',
      'It does not begin as a PDF or an OFD does; its extension may not fit its content.',
    ),
    next: text(
      '请先把文件另存或导出为 PDF，再打开。如果本单位装有文件加密软件，请管理员将印签台加入受信任程序。',
      'Save or export it as PDF first, then open that. If your company encrypts files, ask its administrator to add SealDesk to the trusted programs.',
    ),
  },
  FILE_IS_OFD: {
    what: text('这是 OFD 文件，这里只能用 PDF。', 'This is an OFD document; here only a PDF will do.'),
    why: text(
      'OFD 可以打开、盖章、验章、打印和转换；这项功能是 PDF 才有的。',
      'An OFD can be opened, sealed, verified, printed and converted; this is for PDF alone.',
    ),
    next: text(
      '请改用 PDF；只需要内容时，可用 sealdesk convert 转为 PDF（视同复印件）。',
      'Use a PDF; where the content is enough, sealdesk convert makes one, which counts as a copy.',
    ),
  },
  PDF_DAMAGED: {
    what: text('这份 PDF 已损坏，不能盖章。', 'This PDF is damaged and cannot be sealed.'),
    why: text(
      '文件结构不符合 PDF 规范；修补会改变原文，因此本程序不修补。',
      'Its structure breaks the PDF rules; repairing would change the original, so it is not repaired.',
    ),
    next: text(
      '请向对方索取完好的文件，或用原软件重新导出 PDF。',
      'Ask for an intact file, or export the PDF again.',
    ),
  },
  PDF_TRUNCATED: {
    what: text('这份 PDF 不完整，不能盖章。', 'This PDF is incomplete and cannot be sealed.'),
    why: text(
      '文件结尾缺失，多半是下载或复制没有完成。',
      'Its end is missing, most likely an unfinished download or copy.',
    ),
    next: text('请重新下载或复制完整的文件。', 'Download or copy the whole file again.'),
  },
  PDF_XREF_DAMAGED: {
    what: text(
      '这份 PDF 的目录表已损坏，不能盖章。',
      'The object table of this PDF is damaged; it cannot be sealed.',
    ),
    why: text('交叉引用表与文件内容对不上。', 'The cross-reference table does not fit the content.'),
    next: text(
      '请用原软件重新导出 PDF，或向对方索取完好的文件。',
      'Export the PDF again, or ask for an intact file.',
    ),
  },
  PDF_JUNK_BEFORE_HEADER: {
    what: text(
      '这份 PDF 的开头有多余数据，不能盖章。',
      'This PDF starts with foreign data and cannot be sealed.',
    ),
    why: text(
      'PDF 标记之前有其他内容，签章的范围会因此含糊。',
      'Something stands before the PDF mark, so what a seal covers would be ambiguous.',
    ),
    next: text('请用原软件重新导出 PDF。', 'Export the PDF again with the program it was made with.'),
  },
  PDF_PAGE_TREE_DAMAGED: {
    what: text(
      '这份 PDF 的页面结构已损坏，不能盖章。',
      'The pages of this PDF are damaged; it cannot be sealed.',
    ),
    why: text('页面目录缺失、循环或互相矛盾。', 'The page tree is missing, circular or contradictory.'),
    next: text('请用原软件重新导出 PDF。', 'Export the PDF again with the program it was made with.'),
  },
  PDF_OBJECT_NUMBER_TOO_LARGE: {
    what: text(
      '这份 PDF 的对象编号异常，不能盖章。',
      'This PDF has abnormal object numbers and cannot be sealed.',
    ),
    why: text(
      '对象编号超出允许范围，文件可能是恶意构造的。',
      'An object number exceeds the limits; the file may be malicious.',
    ),
    next: text(
      '请核实文件来源，并向对方索取正常导出的 PDF。',
      'Check where the file comes from and ask for a normally exported PDF.',
    ),
  },
  PDF_UNSUPPORTED_FILTER: {
    what: text(
      '这份 PDF 用了本程序读不了的压缩方式，不能盖章。',
      'This PDF uses a compression that cannot be read; it cannot be sealed.',
    ),
    why: text('文件的结构数据用了少见的编码。', 'Its structure is stored in a rare encoding.'),
    next: text('请用原软件另存为普通 PDF 后重试。', 'Save it as an ordinary PDF and try again.'),
  },
  PDF_CERTIFIED_NO_CHANGES: {
    what: text('这份 PDF 已被认证，不允许再改动。', 'This PDF is certified and must not change.'),
    why: text(
      '认证者声明之后的任何改动（包括盖章）都会使认证失效。',
      'Its certification forbids any later change, seals included.',
    ),
    next: text(
      '请向认证者索取允许后续签章的版本。',
      'Ask the certifier for a version that allows later seals.',
    ),
  },
  PDF_DYNAMIC_FORM: {
    what: text('这份 PDF 是动态表单，不能盖章。', 'This PDF is a dynamic form and cannot be sealed.'),
    why: text(
      '它的页面由 XFA 表单在打开时生成，没有固定的版面可盖。',
      'An XFA form makes its pages when it is opened; there is no fixed page to seal.',
    ),
    next: text(
      '请在原软件中打印或导出为普通 PDF 后再盖章。',
      'Print or export it as an ordinary PDF in its own program first.',
    ),
  },
  DEMO_NOT_INSTALLED: {
    what: text('这份安装里没有演示环境。', 'The demonstration is not part of this installation.'),
    why: text(
      '演示环境带有软件 Key 和样品发证机构的私钥，正式安装包不包含它们。',
      'It has a software key and the private keys of sample authorities, which no product contains.',
    ),
    next: text(
      '请插入 USB Key 使用正式印章；要试用演示环境，请从源代码运行 npm start。',
      'Plug in a USB key to use real seals. To try the demonstration, run npm start in the source code.',
    ),
  },
  OUTPUT_EXISTS: {
    what: text('同名文件已存在，没有覆盖。', 'A file of that name exists; it was not replaced.'),
    why: text('本程序从不覆盖已有文件。', 'Existing files are never overwritten.'),
    next: text('请换一个文件名或文件夹后重试。', 'Choose another name or folder and try again.'),
  },
  OUTPUT_UNWRITABLE: {
    what: text('无法写入新文件。', 'The new file cannot be written.'),
    why: text(
      '所在文件夹只读，或没有写入权限。',
      'The folder is read-only, or you lack the right to write there.',
    ),
    next: text(
      '请把原文件复制到可写的文件夹后再盖章。',
      'Copy the original to a folder you can write to, then seal it.',
    ),
  },
  DISK_FULL: {
    what: text('磁盘空间不足，没有写入新文件。', 'The disk is full; no new file was written.'),
    why: text('剩余空间放不下盖章后的文件。', 'The sealed file does not fit in the space left.'),
    next: text('请清理磁盘空间后重试。', 'Free some space and try again.'),
  },
  OUTPUT_CHECK_FAILED: {
    what: text(
      '写好的文件没有通过检查，已删除。',
      'The file that was written failed its check and was removed.',
    ),
    why: text('写入后复核签章时发现不一致。', 'Checking the seal after writing showed a difference.'),
    next: text(
      '原文件未改动。请重试；若再次出现，请检查磁盘并联系技术支持。',
      'The original is unchanged. Try again; if it happens again, check the disk and contact support.',
    ),
  },
  SEAL_NOT_PUBLISHED: {
    what: text(
      '此印章已签名，但文件没有生成，签名所在的草稿已删除。',
      'This seal was used, but no file came out: the draft with its signature was removed.',
    ),
    why: text(
      '同次用印的另一枚印章没有盖成，几枚印章要么全部盖成，要么不生成文件。',
      'Another seal of the same act failed. The seals of one act make one file together, or none.',
    ),
    next: text(
      '请查看同次用印另一枚印章的台账记录，排除原因后重新盖章。',
      'See the entry of the other seal of the act, remove the reason, and seal again.',
    ),
  },
};
