import { text } from '../../../electron/shared/texts/bilingual.ts';
import { verdictTexts } from '../../../electron/shared/texts/verdict-texts.ts';

/** Texts of the table of many verified documents. */
export const verifyManyTexts = {
  title: text('批量验章', 'Verify many documents'),
  dropHere: text('松开鼠标，开始验章', 'Drop to verify'),
  chooseFiles: text('选择文件…', 'Choose files…'),
  chooseFolder: text('选择文件夹…', 'Choose a folder…'),
  searching: text('正在查找文件…', 'Looking for documents…'),
  nothingFound: text('没有找到 PDF 或 OFD 文件。', 'No PDF or OFD file was found.'),
  truncated: text(
    (most: number) => `一次最多验 ${most} 个文件，其余的没有加入。请分批验章。`,
    (most) => `At most ${most} files are verified at one time; the rest was left out. Verify them in parts.`,
  ),
  progress: text(
    (done: number, total: number) => `已验证 ${done}/${total}`,
    (done, total) => `${done} of ${total} verified`,
  ),
  remaining: {
    seconds: text(
      (seconds: number) => `，剩余约 ${seconds} 秒`,
      (seconds) => `, about ${seconds} s left`,
    ),
    minutes: text(
      (minutes: number) => `，剩余约 ${minutes} 分钟`,
      (minutes) => `, about ${minutes} min left`,
    ),
  },
  finished: text(
    (total: number) => `验证完成，共 ${total} 个文件`,
    (total) => `Finished: ${total} files`,
  ),
  stopped: text(
    (done: number, total: number) => `已停止：验证了 ${done}/${total}，其余未验`,
    (done, total) => `Stopped: ${done} of ${total} verified, the rest is not`,
  ),
  cancel: text('停止', 'Stop'),
  retry: text(
    (count: number) => `重试 ${count} 个未验成的`,
    (count) => `Try the ${count} unverified again`,
  ),
  clear: text('清空列表', 'Clear the list'),
  backToTable: text('返回列表', 'Back to the list'),
  exports: {
    csv: text('导出表格（CSV）', 'Export the table (CSV)'),
    json: text('导出结果（JSON）', 'Export the results (JSON)'),
  },
  exported: text(
    (name: string) => `已导出：${name}`,
    (name) => `Exported: ${name}`,
  ),
  exportFailed: text('没有导出', 'Not exported'),
  openFailed: text('没有打开', 'Not opened'),
  locked: text('需要文件密码', 'needs its password'),
  search: text('查找文件、签章人或说明', 'Find file, signer or note'),
  filter: text('按结论筛选', 'Filter by verdict'),
  all: text('全部', 'All'),
  open: text('未验', 'Not verified'),
  shown: text(
    (shown: number, total: number) => `显示 ${shown}/${total} 个文件。单击一行打开该文档。`,
    (shown, total) => `${shown} of ${total} files shown. Click a line to open the document.`,
  ),
  noMatch: text('没有符合条件的文件。', 'No file matches.'),
  columns: {
    file: text('文件', 'File'),
    verdict: text('结论', 'Verdict'),
    note: text('说明', 'Note'),
    signers: text('签章人', 'Signer'),
    count: text('签章数', 'Seals'),
  },
  verdicts: verdictTexts,
  states: {
    waiting: text('等待验章', 'Waiting'),
    running: text('正在验章…', 'Verifying…'),
    cancelled: text('未验', 'Not verified'),
  },
  listSeparator: text('、', ', '),
};
