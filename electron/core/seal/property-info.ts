import type { CertificateList } from './certificate-list.ts';

/** What SES_ESPropertyInfo says in every version. */
export interface SealProperty {
  /** 1 organisation, 2 person; other numbers occur. */
  readonly type: number;
  readonly name: string;
  readonly certificateList: CertificateList;
  readonly createdAt: Date;
  readonly validFrom: Date;
  readonly validTo: Date;
}
