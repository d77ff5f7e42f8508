import type { ApplicationReason } from '../model/policy-profile.ts';
import { type Bilingual, text } from './bilingual.ts';

/**
 * The reasons of applications in words. The forms, the rules as they are shown and the command line, which takes a
 * reason by its name or by these words, all use them.
 */
export const reasonTexts: Readonly<Record<ApplicationReason, Bilingual<string>>> = {
  validityEnds: text('有效期将满', 'its validity ends soon'),
  typeChange: text('企业类型变更', 'change of type'),
  unitChange: text('单位变更', 'change of unit'),
  nameChange: text('名称变更', 'change of name'),
  representativeChange: text('法定代表人（负责人、经营者）变更', 'change of legal representative'),
  personalNameChange: text('个人姓名变更', 'change of personal name'),
  dataChange: text('企业信息变更', 'change of enterprise data'),
  keyLeak: text('密钥泄露', 'key leak'),
  damage: text('印章或存储设备损坏', 'seal or device damaged'),
  theft: text('被盗', 'theft'),
  loss: text('遗失', 'loss'),
  physicalSealChanged: text('实物印章变更', 'physical seal changed'),
  validityOver: text('有效期届满', 'validity over'),
  carrierDamaged: text('载体损坏', 'carrier damaged'),
  carrierLost: text('载体遗失', 'carrier lost'),
  creationDataLeaked: text('签名制作数据泄露', 'signature creation data leaked'),
  lapsed: text('印章失效', 'seal lapsed'),
  outOfControl: text('印章或密钥失控', 'seal or key out of control'),
  longUnused: text('长期未用被停用，重新申领', 'suspended after long disuse'),
  unusable: text('其他无法正常使用的情形', 'otherwise unusable'),
  dissolved: text('解散或注销', 'dissolved or deregistered'),
  merged: text('撤并、合并', 'merged'),
  movedAway: text('迁出本地区', 'moved away'),
  renamed: text('更名后停止使用', 'renamed'),
  licenceRevoked: text('被吊销', 'licence revoked'),
  withdrawn: text('被撤销', 'withdrawn by order'),
  bankrupt: text('破产', 'bankruptcy'),
  divided: text('分立', 'division'),
  physicalSealRetired: text('实物印章不再使用', 'physical seal retired'),
  physicalSealVoid: text('实物印章失效', 'physical seal void'),
  noLongerUsed: text('电子印章不再使用', 'no longer used'),
  other: text('其他情形（须说明）', 'another reason (to be explained)'),
};

/** Returns the words of a reason; a record of an earlier version holds words instead of a name. */
export function reasonInWords(reason: string, language: 'zh-CN' | 'en'): string {
  const found = Object.entries(reasonTexts).find(([name]) => name === reason);
  return found === undefined ? reason : found[1][language];
}

/**
 * Returns a reason with what the applicant has explained, in Chinese as the register has it.
 * @param reasonText the applicant's own words, which stand alone for another reason than the listed ones; null without any
 */
export function explainedReason({
  reason,
  reasonText,
}: {
  readonly reason: string;
  readonly reasonText: string | null;
}): string {
  if (reasonText === null) return reasonInWords(reason, 'zh-CN');
  return reason === 'other' ? reasonText : `${reasonInWords(reason, 'zh-CN')}：${reasonText}`;
}
