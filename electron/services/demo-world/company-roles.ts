import { COUNTERPARTY, HOLDER, type CompanyProfile } from './companies.ts';
import { SEAL_KINDS, type SealKind } from './seal-plans.ts';

/** A company's part in the world: what its token is opened with and which seals lie on it. */
export interface CompanyRole {
  /** Name of its files. */
  readonly role: 'holder' | 'counterparty';
  readonly profile: CompanyProfile;
  readonly pin: string;
  readonly soPin: string;
  readonly sealKinds: readonly SealKind[];
}

/** PINs of a demonstration: printed, and no secret. */
export const COMPANY_ROLES: readonly CompanyRole[] = [
  { role: 'holder', profile: HOLDER, pin: '123456', soPin: '12345678', sealKinds: SEAL_KINDS },
  {
    role: 'counterparty',
    profile: COUNTERPARTY,
    pin: '654321',
    soPin: '87654321',
    sealKinds: ['法定名称章', '合同专用章'],
  },
];
