import { nameOf } from '../../../electron/shared/glossary.ts';
import { text } from '../../../electron/shared/texts/bilingual.ts';

/** Texts of the application for a first seal (申领). */
export const issueTexts = {
  open: text('申领印章', 'Apply for a seal'),
  title: text('申领印章', 'Apply for a first seal'),
  intro: text(
    '企业第一次申领电子印章。先填写申请，随后添加材料并提交；平台批准后，把制成的印章写入 USB Key。',
    'For an enterprise that applies for a seal for the first time. Fill in the form, then add the papers and hand it in; once the platform has approved it, write the new seal to the USB key.',
  ),
  kinds: {
    法定名称章: text('法定名称章', 'Company seal (法定名称章)'),
    财务专用章: text('财务专用章', 'Finance seal (财务专用章)'),
    发票专用章: text('发票专用章', 'Invoice seal (发票专用章)'),
    合同专用章: text('合同专用章', 'Contract seal (合同专用章)'),
    法定代表人名章: text('法定代表人名章', 'Seal of the legal representative (法定代表人名章)'),
  },
  submit: text('下一步：添加材料', 'Next: add the papers'),
  platform: text('平台', 'Platform'),
  key: text('USB Key', 'USB key'),
  keyOf: text(
    (label: string, serial: string) => `${label}（${serial}）`,
    (label, serial) => `${label} (${serial})`,
  ),
  kind: text('印章种类', 'Kind of seal'),
  holder: text('企业名称（与营业执照一致）', 'Enterprise (as on its licence)'),
  code: text('统一社会信用代码', 'Unified social credit code'),
  codePlaceholder: text('18 位', '18 characters'),
  representative: nameOf('legalRepresentative'),
  picture: text(
    '印章图案由平台按公安机关备案的实物印章制作，不用上传。',
    'The platform makes the picture from the physical seal on file; there is nothing to upload.',
  ),
  keyNeeded: text(
    '密钥在 USB Key 内生成，用它签署证书请求，请输入保护口令。',
    'The key is made on the USB key and signs the certificate request; please enter its PIN.',
  ),
  noKey: text('请插入要存放印章的 USB Key。', 'Please insert the USB key that the seal is for.'),
};

/** Texts of the papers of applications about seals. */
export const applicationPaperTexts = {
  title: text('需要的材料', 'Papers that are needed'),
  hint: text(
    'PDF、JPEG 或 PNG，每份不超过 9 MB，可以把文件拖到那一项上。证件加上“仅供…”水印后发送，原文件不变。提交前不会发送。',
    'PDF, JPEG or PNG, at most 9 MB each; you can drag a file onto its line. Copies get a watermark with their only purpose; your files stay as they are. Nothing is sent before you hand it in.',
  ),
  kinds: {
    identity: text('经办人身份证件', 'Identity of the applicant'),
    businessLicence: text('营业执照', 'Business licence'),
    authorisation: text('授权书', 'Letter of authorisation'),
    officialLetter: text('单位申请函', 'Letter of the enterprise'),
    other: text('其他材料', 'Other papers'),
    writtenApplication: text('加盖印章的书面申请', 'Written application with a seal on it'),
  },
  absent: text('未添加', 'missing'),
  present: text('已添加', 'added'),
  add: text('添加…', 'Add…'),
  addNamed: text(
    (kind: string) => `添加${kind}`,
    (kind) => `Add: ${kind}`,
  ),
  addOther: text('添加其他材料…', 'Add another paper…'),
  addSealed: text('② 添加盖好章的文件…', '② Add the sealed file…'),
  draft: text('① 起草书面申请并打开盖章…', '① Draft it and open it for sealing…'),
  writtenHint: text(
    '先起草：文件会打开在“文档”中，用本单位的印章（一般为公章）盖章；再回到这里添加盖好章的文件。',
    'Draft it first: it opens under Documents, where you seal it with a seal of the enterprise, as a rule the company seal. Then come back and add the sealed file.',
  ),
  show: text('查看', 'Show'),
  hide: text('收起', 'Hide'),
  showNamed: text(
    (name: string) => `查看 ${name}`,
    (name) => `Show ${name}`,
  ),
  pageOf: text(
    (name: string, page: number) => `${name} 第 ${page} 页，与提交的相同`,
    (name, page) => `${name}, page ${page}, as it will be sent`,
  ),
  unreadable: text(
    '无法显示这份材料。请移除后重新添加。',
    'This paper cannot be shown. Remove it, and add it again.',
  ),
  remove: text('移除', 'Remove'),
  removeNamed: text(
    (name: string) => `移除 ${name}`,
    (name) => `Remove ${name}`,
  ),
  missing: text(
    (count: number) => `还缺 ${count} 种材料`,
    (count) => `${count} kinds of papers are missing`,
  ),
  submit: text('提交申请', 'Hand in the application'),
  withdraw: text('撤回申请', 'Withdraw'),
};
