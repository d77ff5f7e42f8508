import { enterpriseOf } from '../../../electron/core/approval/index.ts';
import { decodeCertificate, type Certificate } from '../../../electron/core/x509/certificate.ts';
import type { Office } from '../office.ts';

/** A certificate of a holder, in the operator's list. */
export interface HolderCertificate {
  /** Hexadecimal, as {@link Certificate.serial}. */
  readonly serial: string;
  readonly holder: string;
  readonly der: Uint8Array;
}

/** @returns the holder's name */
export function recordCertificate({ database }: Pick<Office, 'database'>, certificate: Certificate): string {
  const holder = enterpriseOf(certificate);
  database
    .prepare('INSERT OR IGNORE INTO holder_certificate VALUES (?, ?, ?)')
    .run(certificate.serial, holder, certificate.raw);
  return holder;
}

export function listCertificates({ database }: Pick<Office, 'database'>): HolderCertificate[] {
  return database
    .prepare<[], HolderCertificate>('SELECT * FROM holder_certificate ORDER BY holder, serial')
    .all();
}

/** @param serial hexadecimal, in either case. @returns null for one that the platform does not know */
export function findCertificate({ database }: Pick<Office, 'database'>, serial: string): Certificate | null {
  const sql = 'SELECT * FROM holder_certificate WHERE serial = ?';
  const found = database.prepare<[string], HolderCertificate>(sql).get(serial.toLowerCase());
  return found === undefined ? null : decodeCertificate(new Uint8Array(found.der));
}
