import { text } from '../../../electron/shared/texts/bilingual.ts';

/** Texts of the document view. */
export const documentTexts = {
  open: text('打开文档', 'Open a document'),
  openAnother: text('打开', 'Open'),
  openHint: text('打开文档（Ctrl+O）', 'Open a document (Ctrl+O)'),
  openSample: text('打开示例合同', 'Open the sample contract'),
  emptyTitle: text('打开要盖章的文件', 'Open the document to seal'),
  emptyText: text(
    '把 PDF 或 OFD 拖到这里，或点下面的按钮选择文件。原文件不会被改动，盖章后另存为新文件。',
    'Drag a PDF or OFD here, or choose a file below. The original stays as it is; the sealed copy is a new file.',
  ),
  insertKey: text(
    '要盖章，请插入 USB Key；只看、只验的文件可以直接打开。',
    'To seal, plug in your USB key. To read or verify, just open the file.',
  ),
  startDemo: text('试用演示环境', 'Try the demonstration'),
  startDemoText: text(
    '演示环境放在单独的文件夹里，印章是样品，没有法律效力。程序会重新启动。',
    'The demonstration has a folder of its own; its seals are samples without legal effect. The app starts again.',
  ),
  unlock: {
    title: text('这份 PDF 已加密', 'This PDF is encrypted'),
    text: text(
      (name: string) => `打开 ${name} 需要文件密码，它的制作者知道。`,
      (name) => `${name} opens by a password that its maker knows.`,
    ),
    password: text('文件密码', 'Document password'),
    permissionsPassword: text('权限密码', 'Permissions password'),
    submit: text('打开', 'Open'),
    other: text('打开其他文档', 'Open another document'),
    safe: text(
      '文件密码只用于这份文件，不会保存。',
      'The password serves this document alone and is not stored.',
    ),
  },
  classified: text('本程序不用于涉密文件。', 'Not for classified documents.'),
  opening: text(
    (name: string) => `正在打开 ${name}…`,
    (name) => `Opening ${name}…`,
  ),
  openingAny: text('正在打开…', 'Opening…'),
  dropHere: text('松开鼠标，打开这份文件', 'Drop to open this document'),
  invoice: {
    number: text(
      (number: string) => `电子发票 ${number}`,
      (number) => `Electronic invoice ${number}`,
    ),
    seller: text(
      (name: string) => `销售方 ${name}`,
      (name) => `seller ${name}`,
    ),
    buyer: text(
      (name: string) => `购买方 ${name}`,
      (name) => `buyer ${name}`,
    ),
    total: text(
      (yuan: string) => `价税合计 ¥${yuan}`,
      (yuan) => `total ¥${yuan}`,
    ),
    advice: text(
      '取自文件自带的数据，以页面为准；一般不需要另外盖章。',
      'By its own data; the pages count. As a rule it needs no further seal.',
    ),
  },
  undrawn: {
    what: text(
      (pages: number, kinds: string) =>
        `有 ${pages} 页的部分内容画不出来：${kinds}。盖章或采信前，请用其他软件核对。`,
      (pages, kinds) =>
        `Part of ${pages === 1 ? 'one page' : `${pages} pages`} cannot be drawn: ${kinds}. Look at it in another reader before you seal or rely on it.`,
    ),
    and: text('、', ', '),
    more: text(
      (kinds: number) => `，另有 ${kinds} 种`,
      (kinds) => ` and ${kinds} more ${kinds === 1 ? 'kind' : 'kinds'}`,
    ),
    list: text('逐项列出', 'List them all'),
    on: text(
      (pages: string) => `第 ${pages} 页`,
      (pages) => (/^\d+$/.test(pages) ? `page ${pages}` : `pages ${pages}`),
    ),
    show: text(
      (page: number) => `到第 ${page} 页`,
      (page) => `Go to page ${page}`,
    ),
  },
  failedTitle: text('没有打开', 'Not opened'),
  keptOpen: text(
    (what: string, next: string) => `${what}${next}当前文件没有变动。`,
    (what: string, next: string) => `${what} ${next} The open document is as it was.`,
  ),
  pages: text('页面缩略图', 'Page thumbnails'),
  pageLabel: text(
    (page: number) => `第 ${page} 页`,
    (page) => `Page ${page}`,
  ),
  labelledPage: text(
    (label: string, page: number) => `${label}，第 ${page} 页`,
    (label, page) => `${label}, page ${page}`,
  ),
  pageOf: text(
    (pages: number) => `/ ${pages} 页`,
    (pages) => `of ${pages}`,
  ),
  labelOf: text(
    (page: number, pages: number) => `（第 ${page} 页，共 ${pages} 页）`,
    (page, pages) => `(${page} of ${pages})`,
  ),
  pageField: text('页码', 'Page number'),
  previousPage: text('上一页', 'Previous page'),
  nextPage: text('下一页', 'Next page'),
  zoomIn: text('放大', 'Zoom in'),
  zoomOut: text('缩小', 'Zoom out'),
  fitWidth: text('适合宽度', 'Fit width'),
  fitPage: text('适合整页', 'Fit page'),
  turn: text('顺时针旋转查看', 'Turn clockwise'),
  turned: text(
    '页面已旋转，仅供查看，文件没有变动。转回后才能放置印章、查看签章标记。',
    'The pages are turned for reading; the file is as it was. Turn them back to place seals and to see their marks.',
  ),
  turnBack: text('转回', 'Turn back'),
  side: text('缩略图和目录', 'Pages and headings'),
  pagesShort: text('缩略图', 'Pages'),
  outline: text('目录', 'Headings'),
  recent: text('最近打开', 'Opened lately'),
  gone: text('文件已不在原处', 'No longer there'),
  forget: text(
    (name: string) => `从列表移除 ${name}`,
    (name) => `Take ${name} off the list`,
  ),
  forgetAll: text('清空列表', 'Clear the list'),
  forgetText: text(
    '列表只存在本机，移除不影响文件。',
    'The list stays on this computer. Taking a file off it leaves the file as it is.',
  ),
  tabs: text('打开的文档', 'Open documents'),
  closeTab: text(
    (name: string) => `关闭 ${name}`,
    (name) => `Close ${name}`,
  ),
  zoomLevel: text(
    (percent: number) => `${percent}%`,
    (percent) => `${percent}%`,
  ),
  toolbar: text('文档工具', 'Document tools'),
  viewLabel: text('文档页面', 'Pages of the document'),
  viewFailed: text(
    '页面无法显示。文件可能已损坏，请用原软件打开核对。',
    'The pages cannot be shown. The file may be damaged; check it with the program it was made with.',
  ),
  details: text('详情', 'Details'),
  copy: {
    copying: text(
      (done: number, pages: number) => `正在取出文字，已取 ${done}/${pages} 页…`,
      (done, pages) => `Gathering the text, ${done} of ${pages} pages…`,
    ),
    copied: text(
      (pages: number) => `已复制 ${pages} 页的文字。`,
      (pages) => `The text of ${pages} pages is copied.`,
    ),
    stop: text('停止', 'Stop'),
    close: text('知道了', 'Got it'),
  },
};
