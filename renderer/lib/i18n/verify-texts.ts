import { nameOf } from '../../../electron/shared/glossary.ts';
import { text } from '../../../electron/shared/texts/bilingual.ts';

const seals = (count: number): string => (count === 1 ? '1 seal' : `${count} seals`);

/** Texts of verification. */
export const verifyTexts = {
  title: text('验章结果', 'Result'),
  emptyTitle: text('验一份 PDF', 'Verify a PDF'),
  emptyText: text(
    '把 PDF 拖到这里，查看其中的电子签章是否有效。不需要联网，也不需要 USB Key。',
    'Drag a PDF here to see whether its electronic seals are valid. No network and no USB key needed.',
  ),
  verifying: text('正在验章…', 'Verifying…'),
  unsigned: text('未发现电子签章', 'No electronic seal found'),
  unsignedText: text(
    '文档中没有电子签章。扫描或打印出来的印章图案不是电子签章。',
    'The document holds no electronic seal. A scanned or printed picture of a seal is not one.',
  ),
  error: text('无法验章', 'Cannot be verified'),
  verdicts: {
    valid: text('签章有效', 'Valid'),
    indeterminate: text('无法确认', 'Cannot be confirmed'),
    invalid: text('签章无效', 'Invalid'),
  },
  headline: text(
    (verdict: string, reason: string) => `${verdict}：${reason}`,
    (verdict, reason) => `${verdict}: ${reason}`,
  ),
  validWithNote: text(
    (reason: string) => `签章有效，但有提示：${reason}`,
    (reason) => `Valid, with a note: ${reason}`,
  ),
  validSealedSince: text('签章有效，其后有他方加盖', 'Valid; others have sealed the document since'),
  validModifiedSince: text('签章有效，其后有允许的变更', 'Valid; permitted changes were made since'),
  countValid: text(
    (count: number) => `${count} 个签章有效`,
    (count) => `${seals(count)} valid`,
  ),
  countIndeterminate: text(
    (count: number) => `${count} 个无法确认`,
    (count) => `${seals(count)} cannot be confirmed`,
  ),
  countInvalid: text(
    (count: number) => `${count} 个签章无效`,
    (count) => `${seals(count)} invalid`,
  ),
  countVoided: text(
    (count: number) => `${count} 个签章的文件已登记作废`,
    (count) => `file of ${seals(count)} recorded as void`,
  ),
  countSealedSince: text(
    (count: number) => `${count} 个其后有他方加盖`,
    (count) => `${count} with later seals by others`,
  ),
  signature: text(
    (number: number, total: number) => `签章 ${number} / ${total}`,
    (number, total) => `Seal ${number} of ${total}`,
  ),
  signer: text('签章人', 'Signer'),
  seal: text('印章', 'Seal'),
  maker: nameOf('sealMaker'),
  signedAt: text('签章时间', 'Sealed at'),
  place: text('位置', 'Place'),
  placeText: text(
    (page: number, x: string, y: string) => `第${page}页，中心 ${x}, ${y} 毫米`,
    (page, x, y) => `Page ${page}, centre ${x}, ${y} mm`,
  ),
  noPlace: text('不可见签章', 'Not visible'),
  checks: {
    integrity: text('文档完整', 'Integrity'),
    signature: text('签名值', 'Signature value'),
    seal: text('印章', 'Seal'),
    status: text('印章状态', 'Seal status'),
    certificate: text('证书', 'Certificate'),
    revocation: text('撤销状态', 'Revocation'),
    time: text('签章时间', 'Time of sealing'),
    modification: text('其后变更', 'Later changes'),
    coverage: text('覆盖范围', 'Coverage'),
    appearance: text('显示图案', 'Picture shown'),
    register: text('本机台账', 'Register of this computer'),
  },
  results: {
    pass: text('通过', 'passed'),
    fail: text('不通过', 'failed'),
    unknown: text('无法确认', 'cannot be confirmed'),
    skipped: text('未检查', 'not checked'),
  },
  listAsOf: text(
    (time: string) => `撤销列表截至 ${time}`,
    (time) => `Revocation list as of ${time}`,
  ),
  statusAsOf: text(
    (time: string) => `印章状态截至 ${time}（印章平台）`,
    (time) => `Seal status as of ${time} (the seal platform)`,
  ),
  noList: text('没有撤销列表', 'No revocation list'),
  trustSource: text(
    '可信来源：信任目录和已同步的平台',
    'Source of trust: trust folder and synchronised platforms',
  ),
  again: text('重新验章', 'Verify again'),
  file: text('文件', 'File'),
};
