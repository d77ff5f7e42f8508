import { text } from '../../../electron/shared/texts/bilingual.ts';

/** Counts in English. @param one the word for one of them */
function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

/** Texts of the queue of documents that are sealed with one PIN. */
export const queueTexts = {
  title: text('批量盖章', 'Batch sealing'),
  begin: text('批量盖章…', 'Seal many…'),
  addFiles: text('添加文件…', 'Add files…'),
  addFolder: text('添加文件夹…', 'Add a folder…'),
  leave: text('关闭列表', 'Close the list'),
  searching: text('正在查找文件…', 'Looking for files…'),
  nothingFound: text('没有找到可以盖章的文件。', 'No file to seal was found.'),
  truncated: text(
    (most: number) => `一次最多 ${most} 个文件，其余的没有加入。`,
    (most) => `One batch takes ${most} files; the rest was left out.`,
  ),
  count: text(
    (count: number) => `${count} 份文件`,
    (count) => counted(count, 'document'),
  ),
  columns: { file: text('文件', 'File'), state: text('状态', 'State') },
  facts: text(
    (pages: number, hits: number) => `${pages} 页 · ${hits} 处`,
    (pages, hits) => `${counted(pages, 'page')} · ${counted(hits, 'place')}`,
  ),
  covering: text(
    (count: number) => `${count} 处盖住已有印章`,
    (count) => `${count} cover another seal`,
  ),
  placeFirst: text(
    '选一份文件，在右侧选印章并放好位置；同样的位置用于全部文件。',
    'Choose a document, then a seal at the right and its place: the same place serves all.',
  ),
  outFolder: text('盖好的文件放入', 'Sealed files go to'),
  change: text('更改…', 'Change…'),
  pattern: text('文件名', 'File names'),
  check: text('检查全部', 'Check all'),
  seal: text(
    (count: number) => `盖章（${count} 份）`,
    (count) => `Seal (${count})`,
  ),
  sealLocking: text(
    (count: number) => `盖章并锁定（${count} 份）`,
    (count) => `Seal and lock (${count})`,
  ),
  lock: text(
    '锁定每份文件：之后任何人都不能再盖章',
    'Lock each document: nobody can put a further seal on it',
  ),
  lockWarning: text(
    '锁定后不能撤销，会记入台账。只有 OFD 能锁定，列表中的 PDF 不会盖章。还有其他方要盖章的，请不要锁定。',
    'It cannot be undone, and goes into the register. Only an OFD can be locked: a PDF of the list is not sealed. Do not lock if another party is still to seal.',
  ),
  pausedLocking: text(
    '盖章后锁定每份文件：任何人都不能再盖章，不能撤销。',
    'Each is locked as well: nobody can seal it afterwards, and it cannot be undone.',
  ),
  locks: text('锁定', 'locks'),
  goOn: text(
    (count: number) => `继续盖章（${count} 份）`,
    (count) => `Go on (${count})`,
  ),
  retry: text(
    (count: number) => `重试 ${count} 份`,
    (count) => `Try ${count} again`,
  ),
  pause: text('暂停', 'Pause'),
  cancel: text('停止', 'Stop'),
  cancelRest: text('不再盖其余的', 'Leave the rest out'),
  exportResults: text('导出结果（CSV）', 'Export the results (CSV)'),
  exported: text(
    (name: string) => `已导出：${name}`,
    (name) => `Exported: ${name}`,
  ),
  failed: text('没有完成', 'Not done'),
  convertible: text(
    (count: number) => `${count} 份办公文档或图片要先转换为 PDF，才能盖章。`,
    (count) => `${count} office documents or pictures are to be converted to PDF before they can be sealed.`,
  ),
  noConverter: text(
    '这台电脑上没有找到 LibreOffice：图片可以转换；办公文档请在 Word 或 WPS 中“输出为 PDF”。',
    'LibreOffice was not found on this computer: pictures can be converted; export office documents as PDF in Word or WPS.',
  ),
  convert: text(
    (count: number) => `全部转换为 PDF（${count} 份）`,
    (count) => `Convert all to PDF (${count})`,
  ),
  madeFrom: text(
    (name: string) => `由 ${name} 转换，请核对`,
    (name) => `Made from ${name}; check every page`,
  ),
  converting: text(
    (done: number, total: number) => `正在转换 ${done}/${total}`,
    (done, total) => `Converted ${done} of ${total}`,
  ),
  checking: text(
    (done: number, total: number) => `正在检查 ${done}/${total}`,
    (done, total) => `Checked ${done} of ${total}`,
  ),
  sealing: text(
    (done: number, total: number) => `正在盖章 ${done}/${total}`,
    (done, total) => `Sealed ${done} of ${total}`,
  ),
  checked: text(
    (ready: number, refused: number) =>
      refused === 0 ? `已检查：${ready} 份可盖章` : `已检查：${ready} 份可盖章，${refused} 份不能`,
    (ready, refused) =>
      refused === 0 ? `Checked: ${ready} ready` : `Checked: ${ready} ready, ${refused} cannot be sealed`,
  ),
  ended: text(
    (sealed: number, failed: number) =>
      failed === 0 ? `完成：已盖章 ${sealed} 份` : `完成：已盖章 ${sealed} 份，${failed} 份未盖成`,
    (sealed, failed) => (failed === 0 ? `Done: ${sealed} sealed` : `Done: ${sealed} sealed, ${failed} not`),
  ),
  paused: text('已暂停', 'Paused'),
  pausedAt: text(
    (sealed: number, total: number) => `已暂停：已盖章 ${sealed}/${total}`,
    (sealed, total) => `Paused: ${sealed} of ${total} sealed`,
  ),
  keyAway: text(
    'USB Key 已拔出，批次已暂停。插回后输入口令继续。',
    'The USB key was pulled and the batch has paused. Plug it in again, then go on with its PIN.',
  ),
  pin: text('保护口令（PIN 码）', 'PIN'),
  pinHint: text(
    (seal: string, count: number) => `输入一次口令，用“${seal}”盖 ${count} 份文件。`,
    (seal, count) => `One PIN entry seals ${counted(count, 'document')} with ${seal}.`,
  ),
  pinHintLocking: text(
    (seal: string, count: number) =>
      `输入一次口令，用“${seal}”盖 ${count} 份文件，并锁定：任何人都不能再盖章，不能撤销。`,
    (seal, count) =>
      `One PIN entry seals ${counted(count, 'document')} with ${seal} and locks them: nobody can seal them afterwards, and it cannot be undone.`,
  ),
  pinOf: text(
    (number: number, count: number, key: string) => `第 ${number}/${count} 个 Key：${key}`,
    (number, count, key) => `Key ${number} of ${count}: ${key}`,
  ),
  planOf: text(
    (name: string, hits: number, misses: number) =>
      misses === 0 ? `${name}：盖 ${hits} 处` : `${name}：盖 ${hits} 处，${misses} 处盖不上`,
    (name, hits, misses) =>
      misses === 0
        ? `${name}: ${counted(hits, 'place')}`
        : `${name}: ${counted(hits, 'place')}, ${misses} cannot be sealed`,
  ),
  hit: text(
    (page: number, x: string, y: string) => `第 ${page} 页 · ${x}, ${y} 毫米`,
    (page, x, y) => `Page ${page} · ${x}, ${y} mm`,
  ),
  miss: text(
    (page: number | null, why: string) => (page === null ? why : `第 ${page} 页：${why}`),
    (page, why) => (page === null ? why : `Page ${page}: ${why}`),
  ),
  moreHits: text(
    (count: number) => `还有 ${count} 处`,
    (count) => `${count} more`,
  ),
  unlockOthers: text(
    (count: number) => `其余 ${count} 份需要文件密码的也试这个文件密码`,
    (count) => `Try this password for the other ${count} that need one`,
  ),
  approvedBy: text(
    (numbers: string) => `审批 ${numbers}`,
    (numbers) => `approval ${numbers}`,
  ),
  confirm: text('确认盖章', 'Seal'),
  back: text('返回', 'Back'),
  accept: text(
    (findings: string) => `我已知晓体检的问题，仍要盖章（记入台账）：${findings}`,
    (findings) => `I know what the check has found and seal all the same (on record): ${findings}`,
  ),
  again: text(
    (count: number) => `已由本印章盖过的 ${count} 份也盖`,
    (count) => `Seal the ${count} that this seal has sealed already`,
  ),
  unfinished: text(
    (startedAt: string, left: number, total: number) =>
      `${startedAt} 的批次没有盖完：共 ${total} 份，还有 ${left} 份。`,
    (startedAt, left, total) => `The batch of ${startedAt} was not finished: ${left} of ${total} are left.`,
  ),
  resume: text('继续这个批次', 'Go on with it'),
  giveUp: text('放弃其余', 'Give the rest up'),
};
