import { enterpriseOf } from '../../../electron/core/approval/decision.ts';
import { decodeCertificate, type Certificate } from '../../../electron/core/x509/certificate.ts';
import { allowsSignatures } from '../../../electron/core/x509/extensions.ts';
import type { PlatformContext } from '../platform-context.ts';

/** A certificate of a holder, in the operator's list. */
export interface HolderCertificate {
  /** Hexadecimal, as {@link Certificate.serial}. */
  readonly serial: string;
  readonly holder: string;
  /** 签名证书 or 加密证书 */
  readonly use: 'signing' | 'encryption';
}

interface Row {
  readonly serial: string;
  readonly holder: string;
  readonly der: Uint8Array;
}

/** @returns the holder's name */
export function recordCertificate(
  { database }: Pick<PlatformContext, 'database'>,
  certificate: Certificate,
): string {
  const holder = enterpriseOf(certificate);
  database
    .prepare('INSERT OR IGNORE INTO holder_certificate VALUES (?, ?, ?)')
    .run(certificate.serial, holder, certificate.raw);
  return holder;
}

export function listCertificates({ database }: Pick<PlatformContext, 'database'>): HolderCertificate[] {
  const sql = 'SELECT * FROM holder_certificate ORDER BY holder, rowid';
  return database
    .prepare<[], Row>(sql)
    .all()
    .map(({ serial, holder, der }) => {
      const { keyUsage } = decodeCertificate(new Uint8Array(der));
      return { serial, holder, use: allowsSignatures(keyUsage) ? 'signing' : 'encryption' };
    });
}
