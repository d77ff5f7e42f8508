import { text } from '../../../electron/shared/texts/bilingual.ts';
import { entriesInEnglish, registerWords } from '../../../electron/shared/texts/register-words.ts';

/** Texts of the register of seal uses (用印台账). */
export const registerTexts = {
  ...registerWords,
  loading: text('正在读取台账…', 'Reading the register…'),
  failed: text('没有读到台账', 'The register could not be read'),
  emptyTitle: text('还没有用印记录', 'No seal use on record yet'),
  emptyText: text(
    '每次盖章、签名和修改口令都会自动记在这里，没有成功的也记：文件、印章、用途、时间和结果。记录写入后不能改动，改动会被核验发现。打开一份文档盖章，就有第一条。',
    'Every sealing, signing and change of PIN is recorded here automatically, including those that failed: file, seal, purpose, time and result. What is recorded cannot be changed without the check finding it. Open a document and seal it for the first entry.',
  ),
  verify: text('核验台账', 'Check the register'),
  verifying: text('正在核验…', 'Checking…'),
  signers: text('签名与平台确认', 'Who signed and countersigned'),
  exportSheet: text('导出用印登记表', 'Export sheet of uses'),
  exportCsv: text('导出 CSV', 'Export CSV'),
  view: text('显示', 'Show'),
  views: {
    uses: text('用印记录', 'Seal uses'),
    log: text('操作日志（全部）', 'Log of everything'),
  },
  exportWithoutNames: text('导出（隐去姓名）', 'Export without names'),
  handover: text('领用与归还', 'Taking and returning'),
  print: text('打印', 'Print'),
  nothingTaken: text('现在没有领用未还的 Key。', 'No USB key is taken now.'),
  returnedBy: text('归还人', 'Returned by'),
  takenByWhom: text('领用人', 'Taken by'),
  recordTaking: text('登记领用', 'Record taking'),
  recordReturn: text('登记归还', 'Record return'),
  noFreeToken: text('没有插入可以领用的 Key。', 'No USB key is plugged in that could be taken.'),
  saveProof: text('导出登记证明', 'Save proof of existence'),
  recordVoid: text('登记作废', 'Record as void'),
  voidHint: text(
    '登记作废只记在台账里：已盖章的文件不会改动，请另行收回并通知相对方。',
    'This is recorded in the register alone: the sealed file stays as it is. Recall it and tell the counterpart.',
  ),
  voidReason: text('作废原因', 'Why it is void'),
  voidReceived: text('已收到此文件的单位（没有发出可不填）', 'Who has received it (if anybody)'),
  voidNotice: text('作废告知函', 'Notice of the void document'),
  voidNoticeHint: text(
    '已拟好告知函，请核对后自行发送；本程序不会替您发送。登记作废不能撤回已经发出的文件。',
    'Check the drafted notice and send it yourself; this program sends nothing. Recording a file as void does not take back what was sent.',
  ),
  voidConfirm: text('登记作废', 'Record as void'),
  voidCancel: text('不登记', 'Do not record'),
  isVoid: text('这份文件已登记作废。', 'This file is on record as void.'),
  applicantOrUser: text('申请人（用印人）', 'Applicant (user)'),
  takenBy: text(
    (token: string, user: string, since: string) => `${token}：${user} 自 ${since} 领用`,
    (token, user, since) => `${token}: taken by ${user} since ${since}`,
  ),
  done: {
    exported: text('台账已导出。', 'The register was exported.'),
    proofSaved: text('登记证明已保存。', 'The proof of existence was saved.'),
    voided: text('作废已登记。', 'The file is on record as void.'),
    taken: text('领用已登记。', 'The taking is on record.'),
    returned: text('归还已登记。', 'The return is on record.'),
    renewed: text(
      '台账已另立编号，原因已记入台账；所有记录将重新送交平台。',
      'The register has a new id, with the reason on record; all entries are sent to the platform again.',
    ),
    opened: text('台账已在平台开立并同步。', 'The register is open at the platform and synchronised.'),
  },
  printed: text(
    (shown: number, all: number, at: string) => `${shown} 条，台账共 ${all} 条；打印于 ${at}`,
    (shown, all, at) => `${shown} of ${entriesInEnglish(all)}; printed ${at}`,
  ),
  countersigned: text(
    (platform: string, count: number, all: number, at: string) =>
      `${platform} 已签名确认 ${count} 条，台账共 ${all} 条（截至 ${at}）`,
    (platform, count, all, at) =>
      `${platform} has countersigned ${count} of ${entriesInEnglish(all)} (as of ${at})`,
  ),
  notUploaded: text(
    (platform: string, at: string, what: string) =>
      `台账没有送到${platform}（${at}）：${what}下次同步时会再送。`,
    (platform, at, what) =>
      `The register did not reach ${platform} (${at}): ${what} It is sent again with the next synchronisation.`,
  ),
  openAt: text(
    (platform: string) => `在${platform}开立台账`,
    (platform) => `Open the register at ${platform}`,
  ),
  openHint: text(
    '用持章单位的 Key 声明：这本台账归本单位。此后平台只接受本机台账密钥签名的记录。',
    'The holder’s key declares that this register is the holder’s. The platform then takes only records that this computer’s register has signed.',
  ),
  noKeyToOpen: text('请插入持章单位的 Key。', 'Plug in a USB key of the holder.'),
  confirmOpen: text('开立并同步台账', 'Open and synchronise'),
  opening: text('正在开立…', 'Opening…'),
  recover: text('从平台找回', 'Recover'),
  recovering: text('正在从平台找回记录…', 'Bringing entries back from the platform…'),
  lostTitle: text('用 Key 找回丢失的台账', 'Bring a lost register back with the key'),
  lostHint: text(
    '电脑丢失，或本机数据库和备份都已丢失时，用持章单位的 Key 从平台找回。请先列出本单位在平台的台账。',
    'If the computer, or its database with all backups, is lost, the holder’s key brings the register back. List the holder’s registers first.',
  ),
  lostWarning: text(
    '找回后这本台账在本机继续，原来的电脑不能再向它写入。只选原电脑或其数据库确已丢失的那一本。',
    'The register then goes on here, and its former computer can add nothing to it. Choose only one that is lost.',
  ),
  lostWhich: text('要找回的台账', 'Register to bring back'),
  lostNone: text('请选择', 'Choose'),
  lostOption: text(
    (id: string, size: number, at: string) => `${id.slice(0, 8)}…：${size} 条，${at} 开立`,
    (id, size, at) => `${id.slice(0, 8)}…: ${entriesInEnglish(size)}, opened ${at}`,
  ),
  lostList: text('列出台账', 'List registers'),
  lostRecover: text('找回并在本机继续', 'Bring back and go on here'),
  renew: text('另立台账编号', 'Go on under a new id'),
  renewHint: text(
    '只在记录确实找不回、或确系恢复旧备份时使用。现有记录不变，原因写入台账，平台保留两个编号下的全部记录。',
    'Only if entries are lost for good, or an older backup was rightly restored. Entries stay as they are, the reason goes on record, and the platform keeps what it holds under both ids.',
  ),
  renewReason: text('原因', 'Reason'),
  renewConfirm: text('写入原因并另立编号', 'Record and go on'),
  renewCancel: text('不另立', 'Do not'),
  filters: text('查找和筛选', 'Search and filter'),
  rulesFrom: text('规定', 'Rules'),
  search: text('查找', 'Search'),
  searchPlaceholder: text('文件、印章、用途、人员、SM3', 'File, seal, purpose, person, SM3'),
  from: text('从', 'From'),
  to: text('到', 'To'),
  any: text('全部', 'All'),
  count: text(
    (shown: number, all: number) => `显示 ${shown} 条，共 ${all} 条，最近的在前`,
    (shown, all) => `${shown} of ${entriesInEnglish(all)}, newest first`,
  ),
  more: text('显示更早的记录', 'Show older entries'),
  noUses: text(
    '还没有盖章或签名的记录；修改口令、绑定平台等其他操作见“操作日志”。',
    'Nothing was sealed or signed yet; PIN changes, platforms and other acts are in the log.',
  ),
  nothingFound: text('没有符合条件的记录。', 'No entry matches.'),
  unreadable: text(
    (places: string) => `第 ${places} 条记录已不能读取，请核验台账。`,
    (places) => `Entries ${places} can no longer be read; please check the register.`,
  ),
  sealOrToken: text('印章或 Key', 'Seal or USB key'),
  details: text('详情', 'Details'),
  detailsOf: text(
    (number: number) => `第 ${number} 条的详情`,
    (number) => `Details of no. ${number}`,
  ),
  unrecorded: text(
    (what: string) => `刚才的操作没有记入用印台账：${what}请按规定另行登记。`,
    (what) =>
      `The last operation is not in the register of seal uses: ${what} Record it by other means as the rules require.`,
  ),
  cut: text(
    (found: string) => `用印台账不完整，现在不能盖章：${found}请到“台账”查看怎样处理。`,
    (found) => `The register is not intact, and sealing is barred: ${found} See Register for what to do.`,
  ),
};
