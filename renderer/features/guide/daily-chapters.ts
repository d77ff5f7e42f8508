import { text } from '../../../electron/shared/texts/bilingual.ts';
import type { Chapter, ChapterName } from './chapter.ts';

/** The chapters on every day's work. */
export const dailyChapters: Readonly<
  Record<Extract<ChapterName, 'open' | 'seal' | 'many' | 'verify' | 'ofd'>, Chapter>
> = {
  open: {
    title: text('打开文件', 'Open a file'),
    purpose: text('把要看、要盖章的文件放进印签台。', 'Bring a file into SealDesk, to read or to seal it.'),
    steps: [
      text(
        '到“文档”，把文件拖进窗口，或点“打开文档”（Ctrl+O）。',
        'Go to Document and drag the file into the window, or choose Open a document (Ctrl+O).',
      ),
      text(
        'PDF 和 OFD 都可以直接打开、盖章、验章；盖章后的文件保持原来的格式。',
        'PDF and OFD open as they are, to be read, sealed and verified; a sealed file keeps its format.',
      ),
      text(
        'Word、Excel、WPS 文档和图片会先问一句，点“转换为 PDF”，新的 PDF 放在原文件旁边。请逐页核对。',
        'Of a Word, Excel or WPS document or a picture SealDesk asks first: choose Convert to PDF. The new PDF is put beside the original; check every page.',
      ),
      text(
        '加密的 PDF 会请您输入文件密码。文件密码不会保存。',
        'An encrypted PDF asks for its document password, which is not stored.',
      ),
      text('Ctrl+F 查找，左侧是缩略图和目录。', 'Ctrl+F searches; thumbnails and headings are on the left.'),
    ],
    notes: [
      text(
        '提示“被本单位的加密软件保护”：请管理员将印签台加入受信任程序。',
        'If a file is said to be protected by encryption software of your company, ask its administrator to add SealDesk to the trusted programs.',
      ),
      text('原文件从不改动。', 'The original file is never changed.'),
    ],
  },
  seal: {
    title: text('盖章', 'Seal a document'),
    purpose: text('在一份文件上盖一枚或几枚印章。', 'Put one seal or several on a document.'),
    steps: [
      text(
        '插入 USB Key，打开文件，在右侧选印章。',
        'Plug in the USB key, open the file and choose the seal on the right.',
      ),
      text(
        '在页面上点要盖的位置，或用“关键字”“骑缝章”等加位置；放错了点“撤销”（Ctrl+Z）。',
        'Click where it goes, or add places by keyword, across page edges and so on; Ctrl+Z takes a step back.',
      ),
      text(
        '看“盖章前体检”：绿色不用管，琥珀色请看一眼，红色要逐项确认。',
        'Read the examination before sealing: green needs nothing, amber is to be known, red asks for a yes to each.',
      ),
      text('点“盖章”，输入保护口令（PIN 码）。', 'Choose Seal and enter the PIN.'),
      text(
        '新文件名带“已盖章”，放在原文件旁边，并立即验章。',
        'The new file has 已盖章 in its name, lies beside the original, and is verified at once.',
      ),
    ],
    notes: [
      text(
        '口令连续输错会锁定 Key。不确定时先停下，看“忘记口令”。',
        'Wrong PINs lock the key. When in doubt, stop and read A forgotten PIN.',
      ),
      text('数电发票（电子发票）不需要盖章。', 'A digital invoice (数电发票) needs no seal.'),
    ],
  },
  many: {
    title: text('批量盖章', 'Seal many documents'),
    purpose: text('一批文件用同样的印章和位置。', 'Put the same seals in the same places of many documents.'),
    steps: [
      text(
        '把文件夹或几份文件一起拖进“文档”，左侧出现队列。',
        'Drag a folder or several files into Document; the queue appears on the left.',
      ),
      text(
        '打开其中一份，选印章，放好位置，建议用关键字。位置用于全部文件。',
        'Open one of them, choose the seal and its places, by keyword if you can. They are for all.',
      ),
      text(
        '点“检查全部”，每份文件的命中和问题列在队列里。',
        'Choose Check all: hits and problems of every file stand in the queue.',
      ),
      text('点“盖章（N 份）”，输一次保护口令。', 'Choose Seal (N) and enter the PIN once.'),
      text(
        '失败的排在前面，其余不受影响；可以点“重试 N 份”，并“导出结果（CSV）”。',
        'The failed stand first and leave the others; you can retry them and export the results.',
      ),
    ],
    notes: [
      text(
        '拔掉 Key 会暂停，插回后继续。',
        'Pulling the key pauses the batch; it goes on when the key is back.',
      ),
      text(
        '程序中途关闭，下次启动会问是否接着做，不会重复盖章。',
        'If the program was closed in the middle, it offers to go on at the next start and seals nothing twice.',
      ),
    ],
  },
  verify: {
    title: text('验章', 'Verify a document'),
    purpose: text(
      '核对收到的文件：是谁盖的章，盖章后有没有改动。',
      'Check a document that you got: who sealed it, and whether it changed since.',
    ),
    steps: [
      text(
        '到“验章”，拖入文件或文件夹；多份文件列成表。',
        'Go to Verify and drag in a file or a folder; several become a table.',
      ),
      text(
        '绿色对勾是有效，琥珀色问号是无法确认，红色叉是无效。点一行看原因。',
        'A green tick is valid, an amber question mark cannot be confirmed yet, a red cross is invalid. Choose a line for the reason.',
      ),
      text('结论下面的“该怎么办”写着下一步。', 'Where to go from here stands beneath the verdict.'),
      text(
        '需要留存时，导出验章报告或证据包。',
        'Export a report or an evidence package where you need to keep it.',
      ),
    ],
    notes: [
      text(
        '“无法确认”多半是缺根证书、名单或较新的撤销列表，不等于印章是假的。',
        'What cannot be confirmed mostly lacks a root, a list or a newer revocation list; that does not make the seal false.',
      ),
    ],
  },
  ofd: {
    title: text('OFD 文件', 'OFD files'),
    purpose: text(
      '国家标准的版式文件（GB/T 33190），电子发票、电子证照和公文常用；与 PDF 一样打开、盖章、验章。',
      'The national page format (GB/T 33190) of invoices, licences and official documents: opened, sealed and verified as a PDF is.',
    ),
    steps: [
      text(
        '双击 .ofd 文件，或拖进“文档”“验章”。',
        'Double-click the .ofd file, or drag it into Document or Verify.',
      ),
      text(
        '印章、位置、关键字、骑缝章、批量和审批都与 PDF 相同；没有签名域，印章旁也不能带日期和手写签名图片。',
        'Seals, places, keywords, straddling, batches and approvals are as for a PDF; there are no signature fields, and no date or signature picture beside a seal.',
      ),
      text(
        '本方最后盖章、之后不应再有人盖章的，勾选“锁定文件”；申请用印时会写进申请。锁定不能撤销。',
        'If yours is the last seal and nobody is to seal after it, choose to lock the document; a request for approval names the lock. It cannot be undone.',
      ),
      text(
        '页面上方写着“画不出来”的，点“逐项列出”，看哪几页缺什么，用其他软件核对后再盖章或采信。',
        'If a line above the pages says that something cannot be drawn, list it all to see what is missing on which pages, and compare with another program before you seal or rely on it.',
      ),
      text(
        '对方看不了 OFD 的，在“验章”的“打印和转换”里打印或导出 PDF：每页下方注明视同复印件。',
        'For somebody who cannot read an OFD, print it or make a PDF copy under Print and convert in Verify: each page says below it that it counts as a copy.',
      ),
    ],
    notes: [
      text(
        '提示“已被锁定”：已有一方锁定了文件。请取得锁定之前的文件，或与对方商定盖章次序。',
        'If it is said to be locked, a party has locked it: get the file as it was before, or agree on the order of the seals.',
      ),
      text(
        '电子发票的号码、日期和金额显示在页面上方，一般不需要盖章。',
        'The number, the day and the sum of an electronic invoice stand above its pages; as a rule it needs no seal.',
      ),
    ],
  },
};
