import type { Language } from '../model/app-info.ts';
import {
  type KeptFor,
  MASKED_AFTER_DAYS,
  PERSONAL_DATA,
  type PersonalDataKind,
} from '../model/personal-data.ts';
import { type Bilingual, text } from './bilingual.ts';

/** What is kept of people, and why. */
interface PersonalDataText {
  readonly what: Bilingual<string>;
  readonly why: Bilingual<string>;
}

export const personalDataTexts: Readonly<Record<PersonalDataKind, PersonalDataText>> = {
  registerPeople: {
    what: text(
      '台账中的申请人、审批人、保管人、用印人姓名',
      'Names of applicants, approvers, keepers and users in the register',
    ),
    why: text(
      '各地规定要求用印登记可追溯；台账防篡改，不能删改。导出时可隐去姓名',
      'The rules want every use to be traceable, and the register cannot be altered. Exports can leave the names out',
    ),
  },
  identityPapers: {
    what: text('重置口令所附的身份证件等材料', 'Identity papers for a PIN reset'),
    why: text(
      '平台审核申请；本机只存加了水印的副本，平台决定或撤回后即删除',
      'The platform checks them. Only watermarked copies lie here, and they are deleted once it has decided',
    ),
  },
  applicants: {
    what: text('申请人、挂失人的姓名和联系方式', 'Names and contacts of people who apply or report a loss'),
    why: text('办理申请和挂失，并与平台联系', 'To handle the application with the platform'),
  },
  approvers: {
    what: text('审批人的姓名和审批意见', 'Names of approvers and what they decided'),
    why: text('证明用印经过批准', 'To prove that a use was approved'),
  },
  delegates: {
    what: text('被授权人的姓名和联系方式', 'Names and contacts of delegates'),
    why: text('判断授权是否有效；以平台的记录为准', 'To judge delegations; the platform has the record'),
  },
  paperApprovals: {
    what: text('纸质审批单的扫描件', 'Scans of approvals on paper'),
    why: text('作为用印经过批准的凭据', 'They prove that a use was approved'),
  },
  signaturePictures: {
    what: text('待用审批所列的手写签名图片', 'Signature pictures of approvals not yet used'),
    why: text('按审批随章签入；用后即删', 'To sign them with the seal as approved; deleted once used'),
  },
  certificates: {
    what: text('证书中的姓名和单位', 'Names in certificates'),
    why: text('验证签章', 'To verify signatures'),
  },
  driverReports: {
    what: text('驱动检测报告（只在导出时产生）', 'Reports of the driver doctor, made when exported'),
    why: text(
      '交给技术支持；姓名、序列号和个人文件夹已隐去',
      'For support staff; names, serial numbers and personal folders are removed',
    ),
  },
};

const PERIODS: Readonly<Record<Extract<KeptFor, string>, Bilingual<string>>> = {
  forGood: text('长期保存', 'for good'),
  untilDecided: text('到平台决定为止', 'until the platform has decided'),
  whileUsed: text('到不再需要为止', 'while it is needed'),
};

/** Says how long data of a kind are kept. */
export function keptForText(kind: PersonalDataKind, language: Language): string {
  const { keptFor } = PERSONAL_DATA[kind];
  if (typeof keptFor === 'string') return PERIODS[keptFor][language];
  return text(
    `办结 ${MASKED_AFTER_DAYS} 天后隐去`,
    `masked ${MASKED_AFTER_DAYS} days after the matter has ended`,
  )[language];
}
