import { text } from '../../../electron/shared/texts/bilingual.ts';

/** Texts of the audit of another register (只读审计). */
export const auditViewTexts = {
  open: text('只读审计', 'Read-only audit'),
  title: text('只读审计', 'Read-only audit'),
  intro: text(
    '审计其他电脑或单位的用印台账：不需要 Key，不联网，不改动被审计的任何内容。',
    'Audits the register of another computer or enterprise: it needs no key and no network, and changes nothing of what it reads.',
  ),
  openFolder: text('打开数据目录或其副本', 'Open a home, or a copy of one'),
  openFile: text('打开台账备份或导出的台账', 'Open a backup or an exported register'),
  recheck: text('复核证据包', 'Repeat an evidence package’s verdict'),
  leave: text('结束审计', 'End the audit'),
  opening: text('正在读取并核验…', 'Reading and checking…'),
  banner: text(
    '这不是本机的台账。这里不能盖章、登记或更改，关闭后不留副本。',
    'This is not the register of this computer. Nothing can be sealed, recorded or changed here, and no copy stays.',
  ),
  source: text('被审计的台账', 'What is audited'),
  sources: {
    home: text('数据目录', 'A home'),
    backup: text('台账备份', 'A backup of a register'),
    export: text('导出的台账（JSON）', 'An exported register (JSON)'),
  },
  place: text('位置', 'Place'),
  period: text('记录期间', 'Period'),
  acts: text('各类操作', 'Acts by kind'),
  counts: text(
    (done: number, failed: number) => (failed === 0 ? `${done} 次` : `${done} 次，另有 ${failed} 次未成`),
    (done, failed) => (failed === 0 ? `${done}` : `${done}, and ${failed} that failed`),
  ),
  parts: {
    entries: text('用印记录', 'Entries'),
    reports: text('挂失与申请', 'Reports and applications'),
    statements: text('平台声明', 'Statements of platforms'),
  },
  lossReports: text('挂失', 'Loss reports'),
  applications: text('申请', 'Applications'),
  none: text('没有。', 'None.'),
  onlyEntries: text(
    '这种来源只有用印记录，没有挂失、申请和平台声明。',
    'This source holds entries alone: no reports, applications or statements.',
  ),
  columns: {
    number: text('编号', 'Number'),
    seal: text('印章', 'Seal'),
    what: text('事项', 'What'),
    at: text('时间', 'Time'),
    state: text('状态', 'State'),
    platform: text('平台', 'Platform'),
    content: text('内容', 'Content'),
    asOf: text('截至', 'As of'),
  },
  statements: {
    'trust-list': text('信任与制章者名单', 'List of trust and makers'),
    'seal-status': text('印章状态', 'States of seals'),
    'platform-signers': text('平台签名者', 'Signers of the platform'),
    'platform-policy': text('平台规则', 'Rules of the platform'),
    'use-state': text('用印时的印章状态', 'State of a seal at its use'),
    'enterprise-status': text('企业状态', 'State of the enterprise'),
    'rules-statement': text('适用规则（平台声明）', 'Rules in force (stated by the platform)'),
    'rules-shipped': text('适用规则（随程序）', 'Rules in force (shipped)'),
    'rules-file': text('适用规则（本机文件）', 'Rules in force (a file here)'),
  },
  otherStatement: text(
    (name: string) => `撤销列表 ${name}`,
    (name) => `Revocation list ${name}`,
  ),
  package: {
    title: text(
      (name: string) => `证据包：${name}`,
      (name) => `Evidence package: ${name}`,
    ),
    verdict: text('按包内证据重新得出的结论', 'Verdict by the package alone'),
    document: text('文件', 'Document'),
    judgedAt: text('以此时为准', 'As of'),
    madeBy: text('导出人', 'Made by'),
    manifest: text('清单的 SM3（请与导出人核对）', 'SM3 of the manifest (compare it with whoever made it)'),
    whole: text('包内文件与清单一致。', 'Every file fits the manifest.'),
    altered: text(
      (files: string) => `与清单不符的文件：${files}`,
      (files) => `Files that do not fit the manifest: ${files}`,
    ),
    same: text('结论与包内报告相同。', 'The verdict is the one that the package states.'),
    differs: text(
      (what: string) => `与包内报告不同：${what}`,
      (what) => `It differs from the report in the package: ${what}`,
    ),
    root: text('依据的根证书（SM3，请核对）', 'Root it rests on (SM3, to be compared)'),
    close: text('关闭', 'Close'),
  },
} as const;
