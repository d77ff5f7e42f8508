import { COUNTERPARTY, HOLDER, type CompanyProfile } from './companies.ts';
import { SEAL_KINDS, type SealKind } from './seal-plans.ts';

/** A company's part in the world: what its token is opened with and which seals lie on it. */
export interface CompanyRole {
  /** Name of its files. */
  readonly role: 'holder' | 'counterparty';
  readonly profile: CompanyProfile;
  /** What its token is handed over with, until the holder changes it to `pin`. */
  readonly initialPin: string;
  readonly pin: string;
  readonly soPin: string;
  readonly sealKinds: readonly SealKind[];
}

/** Of every token of the demonstration: printed, and no secret. */
const PINS = { initialPin: '000000', pin: '123456', soPin: '12345678' } as const;

export const COMPANY_ROLES: readonly CompanyRole[] = [
  { role: 'holder', profile: HOLDER, ...PINS, sealKinds: SEAL_KINDS },
  { role: 'counterparty', profile: COUNTERPARTY, ...PINS, sealKinds: ['法定名称章', '合同专用章'] },
];
