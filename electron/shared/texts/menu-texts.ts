import type { Language } from '../model/app-info.ts';

interface MenuTexts {
  readonly file: string;
  readonly open: string;
  readonly quit: string;
  readonly edit: string;
  readonly copy: string;
  readonly paste: string;
  readonly selectAll: string;
  readonly view: string;
  readonly fullScreen: string;
  readonly help: string;
  readonly about: string;
  /** Name of the kind of file in the dialog that opens documents. */
  readonly pdfFiles: string;
  readonly openDialogTitle: string;
  readonly moduleFiles: string;
  readonly allFiles: string;
  readonly moduleDialogTitle: string;
  readonly reportDialogTitle: string;
  readonly registerDialogTitle: string;
  readonly proofDialogTitle: string;
  readonly noticeDialogTitle: string;
  readonly textFiles: string;
  readonly scanDialogTitle: string;
  readonly paperDialogTitle: string;
  readonly scanFiles: string;
  readonly requestDialogTitle: string;
  readonly requestSaveTitle: string;
  readonly requestFiles: string;
}

/** Words of the application menu and of the system's dialogs. */
export const menuTexts: Readonly<Record<Language, MenuTexts>> = {
  'zh-CN': {
    file: '文件',
    open: '打开…',
    quit: '退出',
    edit: '编辑',
    copy: '复制',
    paste: '粘贴',
    selectAll: '全选',
    view: '视图',
    fullScreen: '全屏',
    help: '帮助',
    about: '关于印签台',
    pdfFiles: 'PDF 文件',
    openDialogTitle: '打开文档',
    moduleFiles: '驱动文件',
    allFiles: '所有文件',
    moduleDialogTitle: '选择 USB Key 驱动',
    reportDialogTitle: '导出体检报告',
    registerDialogTitle: '导出用印台账',
    proofDialogTitle: '保存存在证明',
    noticeDialogTitle: '保存挂失告知函',
    textFiles: '文本文件',
    scanDialogTitle: '选择纸质审批单的扫描件',
    paperDialogTitle: '选择证明材料',
    scanFiles: '扫描件',
    requestDialogTitle: '导入用印申请',
    requestSaveTitle: '保存用印申请文件',
    requestFiles: '用印申请文件',
  },
  en: {
    file: 'File',
    open: 'Open…',
    quit: 'Quit',
    edit: 'Edit',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: 'View',
    fullScreen: 'Full screen',
    help: 'Help',
    about: 'About SealDesk',
    pdfFiles: 'PDF files',
    openDialogTitle: 'Open a document',
    moduleFiles: 'Drivers',
    allFiles: 'All files',
    moduleDialogTitle: 'Choose the driver of a USB key',
    reportDialogTitle: 'Export the report',
    registerDialogTitle: 'Export the register of seal uses',
    proofDialogTitle: 'Save the proof of existence',
    noticeDialogTitle: 'Save the notice of a lost seal',
    textFiles: 'Text files',
    scanDialogTitle: 'Choose the scan of the approval on paper',
    paperDialogTitle: 'Choose a paper',
    scanFiles: 'Scans',
    requestDialogTitle: 'Import a request for approval',
    requestSaveTitle: 'Save the request for approval',
    requestFiles: 'Requests for approval',
  },
};
