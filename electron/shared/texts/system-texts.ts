import type { ApplicationState } from '../model/seal-life.ts';
import { inEachLanguage, text, type Bilingual } from './bilingual.ts';

/** Words of the application menu and of the system's dialogs, by language. */
export const menuTexts = inEachLanguage({
  file: text('文件', 'File'),
  open: text('打开…', 'Open…'),
  quit: text('退出', 'Quit'),
  edit: text('编辑', 'Edit'),
  copy: text('复制', 'Copy'),
  paste: text('粘贴', 'Paste'),
  selectAll: text('全选', 'Select all'),
  view: text('视图', 'View'),
  fullScreen: text('全屏', 'Full screen'),
  help: text('帮助', 'Help'),
  guide: text('操作指南', 'Guide'),
  about: text('关于印签台', 'About SealDesk'),
  /** Name of the kind of file in the dialog that opens documents. */
  documentFiles: text('PDF、OFD 文件', 'PDF and OFD files'),
  convertibleFiles: text('PDF、OFD、办公文档和图片', 'PDF, OFD, office documents and pictures'),
  openDialogTitle: text('打开文档', 'Open a document'),
  documentsTitles: {
    verify: text('选择要验章的文件', 'Choose files to verify'),
    seal: text('选择要盖章的文件', 'Choose files to seal'),
  },
  folderTitles: {
    verify: text('选择要验章的文件夹', 'Choose a folder to verify'),
    seal: text('选择要盖章的文件夹', 'Choose a folder to seal'),
    sealed: text('选择存放盖章后文件的文件夹', 'Choose a folder for the sealed files'),
    office: text('选择与办公系统交换的文件夹', 'Choose the folder for exchange with the office system'),
    results: text('选择存放盖章文件与结果的文件夹', 'Choose a folder for sealed files and results'),
    audit: text('选择要审计的数据目录或其副本', 'Choose the home to audit, or a copy of one'),
    updates: text('选择更新包文件夹', 'Choose the folder of the bundle'),
  },
  auditFileTitle: text('选择台账备份或导出的台账', 'Choose a backup of a register, or an exported one'),
  auditFiles: text('台账备份与导出的台账', 'Backups and exported registers'),
  packageTitle: text('选择证据包', 'Choose an evidence package'),
  packageFiles: text('证据包', 'Evidence packages'),
  moduleFiles: text('驱动文件', 'Drivers'),
  allFiles: text('所有文件', 'All files'),
  moduleDialogTitle: text('选择 USB Key 驱动', 'Choose the driver of a USB key'),
  reportDialogTitle: text('导出体检报告', 'Export the report'),
  platformDialogTitle: text('选择平台提供的设置文件', 'Choose the settings file of the platform'),
  platformFiles: text('平台设置文件', 'Settings of platforms'),
  bundleDialogTitle: text('导入离线更新包', 'Import an offline bundle'),
  bundleFiles: text('离线更新包', 'Offline bundles'),
  trustListDialogTitle: text('导入信任与制章者名单', 'Import a list of trust and makers'),
  trustListFiles: text('信任与制章者名单', 'Lists of trust and makers'),
  exportTitles: {
    verification: text('导出验章结果', 'Export the result of verification'),
    sealings: text('导出盖章结果', 'Export the results of sealing'),
    register: text('导出用印台账', 'Export the register of seal uses'),
    support: text('保存诊断包', 'Save the support bundle'),
    handover: text('保存交接清单', 'Save the list of the handover'),
    written: text('保存书面申请', 'Save the written application'),
    bundle: text('保存离线更新包', 'Save the offline bundle'),
  },
  proofDialogTitle: text('导出登记证明', 'Save the proof of existence'),
  noticeTitles: {
    loss: text('保存挂失告知函', 'Save the notice of a lost seal'),
    void: text('保存作废告知函', 'Save the notice of a void document'),
  },
  textFiles: text('文本文件', 'Text files'),
  scanDialogTitle: text('选择纸质审批单的扫描件', 'Choose the scan of the paper approval'),
  paperDialogTitle: text('选择证明材料', 'Choose a paper'),
  scanFiles: text('扫描件', 'Scans'),
  pictureDialogTitle: text('选择手写签名图片', 'Choose the picture of the signature'),
  pictureFiles: text('图片', 'Pictures'),
  requestDialogTitle: text('导入用印申请', 'Import a request for approval'),
  requestSaveTitle: text('保存用印申请文件', 'Save the request for approval'),
  certificateDialogTitle: text('选择办公系统的证书', 'Choose the certificate of the office system'),
  callFileTitles: {
    token: text('选择存放访问凭据的文件', 'Choose the file with the access token'),
    authorities: text('选择服务器证书的发证机构文件', 'Choose the file with the authorities of the server'),
  },
  certificateFiles: text('证书', 'Certificates'),
  requestFiles: text('用印申请文件', 'Requests for approval'),
  presetOpenTitle: text('导入预设', 'Import presets'),
  presetSaveTitle: text('导出预设', 'Export presets'),
  presetFiles: text('预设文件', 'Files of presets'),
  linkTitle: text('打开链接', 'Open a link'),
  linkText: text(
    '文档里的链接要在本程序之外打开下面的地址。请核对地址，不认识的不要打开。',
    'A link of the document leads to the address below, outside of this program. Check it, and leave one that you do not know.',
  ),
  linkOpen: text('打开', 'Open'),
  linkCancel: text('不打开', 'Do not open'),
  brokeAgain: text('窗口又出错了。要重新打开吗？', 'The window broke again. Open it once more?'),
  openAgain: text('重新打开', 'Open again'),
});

const resetNews: Readonly<Record<ApplicationState, Bilingual<(number: string) => string>>> = {
  draft: text(
    (number: string) => `申请 ${number} 尚未提交。`,
    (number) => `Application ${number} has not been submitted.`,
  ),
  underReview: text(
    (number: string) => `申请 ${number} 正在审核。`,
    (number) => `Application ${number} is under review.`,
  ),
  approved: text(
    (number: string) => `申请 ${number} 已批准：请插入 USB Key，设置新口令。`,
    (number) => `Application ${number} is approved: insert the USB key and set the new PIN.`,
  ),
  rejected: text(
    (number: string) => `申请 ${number} 已驳回：请查看原因。`,
    (number) => `Application ${number} was rejected: see the reason.`,
  ),
  withdrawn: text(
    (number: string) => `申请 ${number} 已撤回。`,
    (number) => `Application ${number} is withdrawn.`,
  ),
  expired: text(
    (number: string) => `申请 ${number} 已过期：如仍需要，请重新申请。`,
    (number) => `Application ${number} has expired: apply again if it is still needed.`,
  ),
  done: text(
    (number: string) => `申请 ${number} 已办结。`,
    (number) => `Application ${number} is finished.`,
  ),
};

/** The system's notification that an application for a PIN reset has a new state, by language. */
export const resetNoticeTexts = inEachLanguage({
  title: text('口令重置申请', 'PIN reset'),
  body: resetNews,
});

/** The system's notification that requests for approval have news, by language. */
export const approvalNoticeTexts = inEachLanguage({
  title: text('用印审批有新的进展', 'News of approvals'),
  body: text(
    (numbers: readonly string[]) => `申请 ${numbers.join('、')}：请到“审批”里查看。`,
    (numbers) => `Request ${numbers.join(', ')}: look at it under Approvals.`,
  ),
});
