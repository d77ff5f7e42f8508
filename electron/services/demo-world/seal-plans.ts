import type { SealDesign } from '../../core/seal-picture/seal-picture.ts';
import type { CompanyProfile } from './companies.ts';

/** The set of five seals an enterprise holds (开封 第十二条). */
export const SEAL_KINDS = ['法定名称章', '财务专用章', '发票专用章', '合同专用章', '法定代表人名章'] as const;

export type SealKind = (typeof SEAL_KINDS)[number];

/** A seal that is to be made. */
export interface SealPlan {
  readonly kind: SealKind;
  /** SES_ESPropertyInfo.name; with the company's name, so that no two seals of the world share one. */
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
