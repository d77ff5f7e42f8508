import type { SealDesign } from '../../core/seal-picture/seal-picture.ts';

/** The registered facts of a company of the demonstration world. */
export interface CompanyProfile {
  readonly name: string;
  /** The distinctive part of the name, short enough for a token's label of 32 bytes. */
  readonly shortName: string;
  readonly city: string;
  readonly province: string;
  /** Unified social credit code, 18 digits; outside the registered ranges on purpose. */
  readonly taxNumber: string;
  readonly legalRepresentative: string;
  readonly address: string;
  readonly phone: string;
  readonly bank: string;
  readonly account: string;
}

/** All companies are invented, as 示例 in the name says. The holder comes first. */
export const HOLDER: CompanyProfile = {
  name: '深圳市示例云帆科技有限公司',
  shortName: '云帆科技',
  city: '深圳市',
  province: '广东省',
  taxNumber: '914403000000000018',
  legalRepresentative: '林知远',
  address: '广东省深圳市示例区云帆路 1 号',
  phone: '0755-0000 0001',
  bank: '示例银行深圳分行',
  account: '0000 0000 0000 0001',
};

export const COUNTERPARTY: CompanyProfile = {
  name: '广州市示例海川贸易有限公司',
  shortName: '海川贸易',
  city: '广州市',
  province: '广东省',
  taxNumber: '914401000000000026',
  legalRepresentative: '周海川',
  address: '广东省广州市示例区海川路 2 号',
  phone: '020-0000 0002',
  bank: '示例银行广州分行',
  account: '0000 0000 0000 0002',
};

/** The company of keys that hold no certificate of the demonstration when they are enrolled. */
export const ENROLLED: CompanyProfile = {
  name: '杭州市示例远山科技有限公司',
  shortName: '远山科技',
  city: '杭州市',
  province: '浙江省',
  taxNumber: '913301000000000034',
  legalRepresentative: '沈远山',
  address: '浙江省杭州市示例区远山路 3 号',
  phone: '0571-0000 0003',
  bank: '示例银行杭州分行',
  account: '0000 0000 0000 0003',
};

/** The set of five seals an enterprise holds (开封 第十二条). */
export const SEAL_KINDS = ['法定名称章', '财务专用章', '发票专用章', '合同专用章', '法定代表人名章'] as const;

type SealKind = (typeof SEAL_KINDS)[number];

/** A seal that is to be made. */
export interface SealPlan {
  readonly kind: SealKind;
  /** SES_ESPropertyInfo.name. It contains the company's name, so that no two seals of the world share one. */
  readonly name: string;
  /** SES_ESPropertyInfo.type: 1 organisation, 2 person */
  readonly type: 1 | 2;
  readonly design: SealDesign;
}

export function planSeal(company: CompanyProfile, kind: SealKind): SealPlan {
  const type = kind === '法定代表人名章' ? 2 : 1;
  const ending = kind === '法定名称章' ? '公章' : kind;
  return { kind, name: `${company.name}${ending}`, type, design: designOf(company, kind) };
}

function designOf(company: CompanyProfile, kind: SealKind): SealDesign {
  switch (kind) {
    case '法定名称章':
      return { shape: 'round', company: company.name, kind: '' };
    case '财务专用章':
    case '合同专用章':
      return { shape: 'round', company: company.name, kind };
    case '发票专用章':
      return { shape: 'oval', company: company.name, taxNumber: company.taxNumber, kind };
    case '法定代表人名章':
      return { shape: 'square', person: company.legalRepresentative };
  }
}

/** A company's part in the world: the PINs of its token and the seals on it. */
export interface CompanyRole {
  /** The name of its files. */
  readonly role: 'holder' | 'counterparty';
  readonly profile: CompanyProfile;
  /** The PIN with which the token is handed over, until the holder changes it to `pin`. */
  readonly initialPin: string;
  readonly pin: string;
  readonly soPin: string;
  readonly sealKinds: readonly SealKind[];
}

/** The PINs of every token of the demonstration. They are printed and not secret. */
const PINS = { initialPin: '000000', pin: '123456', soPin: '12345678' } as const;

export const COMPANY_ROLES: readonly CompanyRole[] = [
  { role: 'holder', profile: HOLDER, ...PINS, sealKinds: SEAL_KINDS },
  { role: 'counterparty', profile: COUNTERPARTY, ...PINS, sealKinds: ['法定名称章', '合同专用章'] },
];
